import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How long a program may take to say or do something, on a busy machine that may be installing packages. */
const PATIENCE_MILLIS = 300_000;

/** A program that runs beside the test, and what it has said so far. */
export class Program {
  /** The lines of its standard output. */
  readonly lines: string[] = [];
  private readonly process: ChildProcess;
  private unfinished = '';
  private complaints = '';

  constructor(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    // A group of its own, as a terminal gives it, so that Ctrl-C reaches its children too.
    this.process = spawn(command, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    this.process.stdout?.setEncoding('utf8').on('data', (piece: string) => this.hear(piece));
    this.process.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      this.complaints += piece;
    });
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Waits for a line that matches, and returns its first group. */
  async says(pattern: RegExp): Promise<string> {
    const find = (): string | undefined =>
      this.lines.map((line) => pattern.exec(line)).find((match) => match !== null)?.[1];
    const deadline = AbortSignal.timeout(PATIENCE_MILLIS);
    for (;;) {
      const found = find();
      if (found !== undefined) {
        return found;
      }
      if (this.hasEnded || deadline.aborted) {
        throw new Error(`nothing like ${pattern} was said, but:\n${this.lines.join('\n')}\n${this.complaints}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends it as a power cut would: no code of it runs any more. */
  async kill(): Promise<void> {
    await this.end('SIGKILL', this.pid);
  }

  /** Ctrl-C: the whole group is interrupted. */
  async interrupt(): Promise<void> {
    await this.end('SIGINT', -this.pid);
  }

  /** Ends the whole group, if any of it is left. */
  async destroy(): Promise<void> {
    await this.end('SIGKILL', -this.pid);
  }

  /** The processes of its group that still run. */
  async group(): Promise<readonly string[]> {
    const { stdout } = await run('ps', ['-A', '-o', 'pgid=,stat=,args=']);
    return stdout
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith(`${this.pid} `) && !/^\d+ Z/.test(line));
  }

  private async end(signal: NodeJS.Signals, target: number): Promise<void> {
    const ended = this.hasEnded ? Promise.resolve() : once(this.process, 'exit');
    try {
      process.kill(target, signal);
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw failure;
      }
    }
    await ended;
  }

  private hear(piece: string): void {
    const lines = (this.unfinished + piece).split('\n');
    this.unfinished = lines.pop() ?? '';
    this.lines.push(...lines);
  }
}
