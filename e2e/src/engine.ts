import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { Program } from './program.ts';

const FOOTFALL = resolve(import.meta.dirname, '../../footfall');

/** An item as a Segment library sends it. */
export type Item = Readonly<Record<string, unknown>>;

/** The real engine, started by the real launcher over a data folder. */
export class Engine {
  private constructor(
    readonly program: Program,
    readonly data: string,
    /** The link that is printed for the reader's browser. */
    readonly link: string,
    readonly keys: { readonly write: string; readonly read: string },
  ) {}

  /** `footfall serve`, ready to answer; on a free port unless one is named. */
  static async serve(data: string, port = 0): Promise<Engine> {
    return Engine.started(new Program(FOOTFALL, ['serve', '--data', data, '--port', String(port)]), data);
  }

  /** `footfall demo`, with its shop's past filled in. */
  static async demo(data: string, ...options: string[]): Promise<Engine> {
    return Engine.started(new Program(FOOTFALL, ['demo', '--data', data, ...options]), data);
  }

  private static async started(program: Program, data: string): Promise<Engine> {
    const link = await program.says(/^Open +(http\S+)/);
    const keys = JSON.parse(await readFile(join(data, 'keys.json'), 'utf8'));
    return new Engine(program, data, link, keys);
  }

  get url(): string {
    return new URL(this.link).origin;
  }

  get port(): number {
    return Number(new URL(this.link).port);
  }

  /** Sends one item and waits until it is safe. */
  async collect(item: Item): Promise<void> {
    const response = await fetch(`${this.url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${this.keys.write}:`)}` },
      body: JSON.stringify({ batch: [{ type: 'track', ...item }] }),
    });
    if (response.status !== 200) {
      throw new Error(`collecting was answered ${response.status}: ${await response.text()}`);
    }
  }

  /** An order that somebody completes now. */
  async order(customer: string, revenue: number): Promise<void> {
    await this.collect({
      userId: customer,
      event: 'Order Completed',
      properties: { revenue, currency: 'EUR' },
    });
  }

  /** Calls the API with the read key. */
  async call(path: string, options: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      ...options,
      headers: { authorization: `Bearer ${this.keys.read}` },
    });
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolvePort) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolvePort(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await new Promise((closed) => server.close(closed));
  return port;
}
