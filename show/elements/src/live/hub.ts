import { newest, parseEvents, TAIL_EVENTS_MAX, type TailEvent } from '../model/events';
import { type Feed, NO_ANSWER_YET, type Refusal, receive, refusalOf, refuse } from '../model/feed';
import { type Contact, heard } from '../model/freshness';
import type { Message } from '../model/sse';
import { Connection } from './connection';

/** How often the newest events are asked for. They are not streamed: a browser has six connections an address. */
const EVENTS_EVERY_MILLIS = 1_000;

/** How long a hidden page keeps listening. */
const HIDDEN_MILLIS_MAX = 20_000;

const NO_CONTACT: Contact = {
  since: 0,
  heardAt: null,
  isOpen: false,
  isRefused: false,
  asOf: null,
  eventTime: null,
  clockAhead: 0,
};

/** The newest events, and why there are none. */
export interface Tail {
  readonly events: readonly TailEvent[] | null;
  readonly refusal: Refusal | null;
}

interface Stream {
  feed: Feed;
  isOpen: boolean;
  readonly connection: Connection;
  readonly watchers: Set<(feed: Feed) => void>;
}

/** All that one page hears from one engine: a single connection for each question, however many elements show it. */
export class Hub {
  private static readonly hubs = new Map<string, Hub>();

  private readonly streams = new Map<string, Stream>();
  private readonly tailWatchers = new Set<(tail: Tail) => void>();
  private tail: Tail = { events: null, refusal: null };
  private tailTimer: ReturnType<typeof setTimeout> | undefined;
  private hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  private contactNow: Contact = { ...NO_CONTACT, since: Date.now() };

  private constructor(private readonly engine: string) {
    document.addEventListener('visibilitychange', () => this.visibilityChanged());
  }

  /** The page's hub for an engine's address; the empty address is where the page came from. */
  static of(engine: string): Hub {
    const address = engine.replace(/\/$/, '');
    const hub = Hub.hubs.get(address) ?? new Hub(address);
    Hub.hubs.set(address, hub);
    return hub;
  }

  /** What is known of the connection to the engine. */
  get contact(): Contact {
    const streams = [...this.streams.values()];
    const isOpen = streams.some((stream) => stream.isOpen);
    const isRefused = streams.length > 0 && streams.every((stream) => stream.feed.refusal === 'no-access');
    return { ...this.contactNow, isOpen, isRefused };
  }

  /** Tells the watcher of the question's feed, now and at each change, until the returned function is called. */
  watch(question: string, token: string | null, watcher: (feed: Feed) => void): () => void {
    const stream = this.streams.get(question) ?? this.open(question, token);
    stream.watchers.add(watcher);
    watcher(stream.feed);
    return () => {
      stream.watchers.delete(watcher);
      if (stream.watchers.size === 0) {
        stream.connection.pause();
        this.streams.delete(question);
      }
    };
  }

  /** Tells the watcher of the newest events, now and at each change, until the returned function is called. */
  watchEvents(watcher: (tail: Tail) => void): () => void {
    this.tailWatchers.add(watcher);
    watcher(this.tail);
    if (this.tailWatchers.size === 1) {
      void this.askForEvents();
    }
    return () => {
      this.tailWatchers.delete(watcher);
      if (this.tailWatchers.size === 0) {
        clearTimeout(this.tailTimer);
      }
    };
  }

  private open(question: string, token: string | null): Stream {
    const address = `${this.engine}/api/v1/questions/${encodeURIComponent(question)}/stream`;
    const stream: Stream = {
      feed: NO_ANSWER_YET,
      isOpen: false,
      watchers: new Set(),
      connection: new Connection(address, token, {
        opened: () => {
          stream.isOpen = true;
        },
        received: (message) => this.received(stream, message),
        refused: (refusal) => this.closed(stream, refuse(stream.feed, refusal)),
        lost: () => this.closed(stream, stream.feed),
      }),
    };
    this.streams.set(question, stream);
    stream.connection.start();
    return stream;
  }

  private received(stream: Stream, message: Message): void {
    const before = stream.feed;
    stream.feed = receive(before, message);
    const asOf = stream.feed.answer?.asOf;
    if (asOf !== undefined) {
      const eventTime = asOf.eventTime === null ? null : Date.parse(asOf.eventTime);
      this.contactNow = heard(this.contactNow, Date.parse(asOf.time), eventTime, Date.now());
    }
    if (stream.feed !== before) {
      tell(stream);
    }
  }

  private closed(stream: Stream, feed: Feed): void {
    stream.isOpen = false;
    stream.feed = feed;
    tell(stream);
  }

  private async askForEvents(): Promise<void> {
    this.tail = await this.nextTail();
    for (const watcher of this.tailWatchers) {
      watcher(this.tail);
    }
    clearTimeout(this.tailTimer);
    if (this.tailWatchers.size > 0 && !document.hidden) {
      this.tailTimer = setTimeout(() => void this.askForEvents(), EVENTS_EVERY_MILLIS);
    }
  }

  private async nextTail(): Promise<Tail> {
    try {
      const signal = AbortSignal.timeout(5_000);
      const response = await fetch(`${this.engine}/api/v1/events?limit=${TAIL_EVENTS_MAX}`, { signal });
      if (!response.ok) {
        return { ...this.tail, refusal: refusalOf(response.status) };
      }
      const arrived = parseEvents(await response.text());
      return { events: newest(this.tail.events ?? [], arrived, TAIL_EVENTS_MAX), refusal: null };
    } catch {
      // The engine is away or said something unreadable: the last events stay, and it is asked again.
      return this.tail;
    }
  }

  /** A page that nobody sees gives its connections back; seen again, it begins with whole answers at once. */
  private visibilityChanged(): void {
    clearTimeout(this.hiddenTimer);
    if (document.hidden) {
      this.hiddenTimer = setTimeout(() => this.rest(), HIDDEN_MILLIS_MAX);
      return;
    }
    this.contactNow = { ...this.contactNow, since: Date.now() };
    for (const stream of this.streams.values()) {
      if (!stream.isOpen) {
        stream.connection.start();
      }
    }
    if (this.tailWatchers.size > 0) {
      void this.askForEvents();
    }
  }

  private rest(): void {
    for (const stream of this.streams.values()) {
      stream.isOpen = false;
      stream.connection.pause();
    }
  }
}

/** A watcher that fails is reported, and costs neither the others nor the connection. */
function tell(stream: Stream): void {
  for (const watcher of stream.watchers) {
    try {
      watcher(stream.feed);
    } catch (failure) {
      reportError(failure);
    }
  }
}
