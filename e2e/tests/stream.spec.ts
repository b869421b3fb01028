import { expect, test } from '@playwright/test';
import { Engine } from '../src/engine.ts';
import { newFolder, removeFolder } from '../src/folder.ts';

/** The stream of several questions, as an HTTP client sees it. */
test.describe('the stream of several questions', () => {
  let folder: string;
  let engine: Engine;

  test.beforeAll(async () => {
    folder = await newFolder();
    engine = await Engine.serve(folder);
  });

  test.afterAll(async () => {
    await engine?.program.destroy();
    await removeFolder(folder);
  });

  test('carries answers, changes and events, each with its question', async () => {
    const stream = await Stream.open(engine, '?questions=orders-today,revenue-today&events=true');
    await stream.until((heard) => heard.event === 'answer' && heard.data.question === 'orders-today');
    await stream.until((heard) => heard.event === 'answer' && heard.data.question === 'revenue-today');
    await engine.order('bob', 7);
    const change = await stream.until((heard) => heard.event === 'change' && heard.data.question === 'orders-today');
    expect(change.data.data).toMatchObject({ set: [{ value: 1, previous: 0 }], gone: [] });
    await stream.until(({ event, data }) => event === 'events' && data.items?.[0]?.event === 'Order Completed');
    await stream.until(({ event, data }) => event === 'asof' && data.question === 'revenue-today');
    stream.close();
  });

  test('waits for a question that is not there, and follows what it becomes', async () => {
    const stream = await Stream.open(engine, '?questions=later,orders-today');
    const problem = await stream.until((heard) => heard.event === 'problem');
    expect(problem.data).toMatchObject({ question: 'later', data: { status: 404, code: 'not_found' } });
    await stream.until((heard) => heard.event === 'answer' && heard.data.question === 'orders-today');

    for (const event of ['Cart Viewed', 'Cart Emptied']) {
      await engine.call('/api/v1/questions/later', {
        method: 'PUT',
        body: JSON.stringify({ kind: 'trend', event, period: { last: '1h' } }),
      });
      const answer = await stream.until((heard) => heard.event === 'answer' && heard.data.question === 'later');
      expect(answer.data.data).toMatchObject({ question: { event } });
    }
    await engine.call('/api/v1/questions/later', { method: 'DELETE' });
    await stream.until((heard) => heard.event === 'problem' && heard.data.question === 'later');
    stream.close();
  });

  test('has limits, and says which', async () => {
    const names = (count: number): string => Array.from({ length: count }, (_, place) => `q${place}`).join();
    const most = await Stream.open(engine, `?questions=${names(32)}`);
    most.close();
    for (const [query, code, words] of [
      ['', 'invalid_request', 'questions is missing'],
      ['?events=false', 'invalid_request', 'questions is missing'],
      [`?questions=${names(33)}`, 'invalid_request', 'more than the 32'],
      ['?questions=a,,b', 'invalid_name', 'letters, digits'],
      ['?questions=a&events=yes', 'invalid_request', 'true or false'],
    ] as const) {
      const refused = await engine.call(`/api/v1/stream${query}`);
      expect(refused.status).toBe(400);
      const problem = await refused.json();
      expect(problem.code).toBe(code);
      expect(problem.detail).toContain(words);
    }
  });

  test('opens to a read key and to nothing less', async () => {
    const address = `${engine.url}/api/v1/stream?events=true`;
    const asks = async (headers: Record<string, string>): Promise<number> => (await fetch(address, { headers })).status;
    expect(await asks({})).toBe(401);
    expect(await asks({ authorization: 'Bearer made-up' })).toBe(401);
    expect(await asks({ authorization: `Bearer ${engine.keys.write}` })).toBe(403);
    expect(await asks({ cookie: 'footfall=made-up' })).toBe(401);
  });
});

interface Heard {
  readonly event: string;
  readonly data: any;
}

/** A server-sent event stream that is read message by message. */
class Stream {
  private text = '';
  private readonly unread: Heard[] = [];

  private constructor(
    private readonly reader: ReadableStreamDefaultReader<string>,
    private readonly abort: AbortController,
  ) {}

  static async open(engine: Engine, query: string): Promise<Stream> {
    const abort = new AbortController();
    const response = await engine.call(`/api/v1/stream${query}`, { signal: abort.signal });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const pieces = response.body?.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
    return new Stream((pieces as ReadableStream<string>).getReader(), abort);
  }

  /** Takes out the first message that fits, once it is there; what comes before it stays to be taken. */
  async until(fits: (heard: Heard) => boolean): Promise<Heard> {
    for (;;) {
      const place = this.unread.findIndex(fits);
      if (place >= 0) {
        return this.unread.splice(place, 1)[0] as Heard;
      }
      const { done, value } = await this.reader.read();
      if (done) {
        throw new Error('the stream ended');
      }
      this.take(value);
    }
  }

  close(): void {
    this.abort.abort();
  }

  private take(piece: string): void {
    const messages = (this.text + piece).split('\n\n');
    this.text = messages.pop() ?? '';
    for (const message of messages) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(message) ?? [];
      if (event !== undefined && data !== undefined) {
        this.unread.push({ event, data: JSON.parse(data) });
      }
    }
  }
}
