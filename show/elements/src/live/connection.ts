import { REFUSED_WAIT_MILLIS, waitMillis } from '../model/backoff';
import { type Refusal, refusalOf } from '../model/feed';
import { type Message, MessageReader } from '../model/sse';

/** Silence after which a connection is given up and made anew; the engine speaks each second. */
export const SILENCE_MILLIS_MAX = 5_000;

/** Is told what a connection hears. */
export interface Listener {
  opened(): void;
  /** Takes a message; throwing gives the connection up and makes it anew. */
  received(message: Message): void;
  refused(refusal: Refusal): void;
  lost(): void;
}

/**
 * A stream from the engine that comes back by itself, for as long as it is not closed.
 *
 * The browser's own `EventSource` is not used: it says neither why a stream was refused nor notices a silent one, and
 * it cannot come back with another token.
 */
export class Connection {
  private abort = new AbortController();
  private failures = 0;
  private wait: ReturnType<typeof setTimeout> | undefined;
  private isClosed = false;

  /** @param address says the stream's address, anew for each attempt */
  constructor(
    private readonly address: () => string,
    private readonly listener: Listener,
  ) {}

  /** Connects now, without waiting out a pause between attempts; a stream that is open is made anew. */
  start(): void {
    this.pause();
    this.isClosed = false;
    this.abort = new AbortController();
    void this.listen(this.abort);
  }

  /** Ends the stream until `start` is called again. */
  pause(): void {
    this.isClosed = true;
    clearTimeout(this.wait);
    this.abort.abort();
  }

  private async listen(abort: AbortController): Promise<void> {
    let watchdog = setTimeout(() => abort.abort(), SILENCE_MILLIS_MAX);
    const speaks = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => abort.abort(), SILENCE_MILLIS_MAX);
    };
    let refusal: Refusal | null = null;
    try {
      refusal = await this.read(abort.signal, speaks);
    } catch {
      // Whatever failed (network, silence, a message that cannot be read), the answer is a new connection.
    }
    clearTimeout(watchdog);
    abort.abort();
    if (this.abort === abort && !this.isClosed) {
      this.again(refusal);
    }
  }

  private async read(signal: AbortSignal, speaks: () => void): Promise<Refusal | null> {
    const response = await fetch(this.address(), { signal, headers: { accept: 'text/event-stream' } });
    if (!response.ok || response.body === null) {
      return refusalOf(response.status);
    }
    const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const messages = new MessageReader();
    this.listener.opened();
    for (;;) {
      const { done, value } = await pieces.read();
      if (done) {
        return null;
      }
      speaks();
      for (const message of messages.read(value)) {
        this.failures = 0;
        this.listener.received(message);
      }
    }
  }

  private again(refusal: Refusal | null): void {
    this.failures += 1;
    if (refusal === null) {
      this.listener.lost();
    } else {
      this.listener.refused(refusal);
    }
    const wait = refusal === null ? waitMillis(this.failures, Math.random()) : REFUSED_WAIT_MILLIS;
    this.wait = setTimeout(() => this.start(), wait);
  }
}
