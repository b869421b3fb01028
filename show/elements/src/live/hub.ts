import { newest, parseEvents, TAIL_EVENTS_MAX, type TailEvent } from '../model/events';
import {
  addressedNews,
  type Feed,
  type News,
  NO_ANSWER_YET,
  newsOf,
  type Refusal,
  receive,
  refuse,
} from '../model/feed';
import { type Contact, heard } from '../model/freshness';
import type { Message } from '../model/sse';
import { Connection } from './connection';

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

/** What elements watch of one question. */
interface Followed {
  feed: Feed;
  readonly watchers: Set<(feed: Feed) => void>;
  /** The stream that a token opens, which is of this question alone; null for one that comes over the shared stream. */
  own: Stream | null;
}

interface Stream {
  isOpen: boolean;
  readonly connection: Connection;
}

/**
 * All that one page hears from one engine. Everything comes over one shared stream, since a browser has six connections
 * to an address, however many tabs are open; only a question with a token has a stream of its own.
 */
export class Hub {
  private static readonly hubs = new Map<string, Hub>();

  private readonly questions = new Map<string, Followed>();
  private readonly tailWatchers = new Set<(tail: Tail) => void>();
  private readonly shared: Stream;
  /** The address of the shared stream that is open or being opened, empty if none is. */
  private sharedAddress = '';
  private tail: Tail = { events: null, refusal: null };
  /** Whether the next events are the newest there are, and no continuation. */
  private isTailNew = true;
  private changing: ReturnType<typeof setTimeout> | undefined;
  private hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  private contactNow: Contact = { ...NO_CONTACT, since: Date.now() };

  private constructor(private readonly engine: string) {
    this.shared = stream(() => this.sharedAddress, null, {
      opened: () => {
        this.isTailNew = true;
      },
      received: (message) => this.receivedShared(message),
      closed: (refusal) => this.closedShared(refusal),
    });
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
    const followed = [...this.questions.values()];
    const isOpen = this.shared.isOpen || followed.some(({ own }) => own?.isOpen);
    const isRefused = followed.length > 0 && followed.every(({ feed }) => feed.refusal === 'no-access');
    return { ...this.contactNow, isOpen, isRefused };
  }

  /** Tells the watcher of the question's feed, now and at each change, until the returned function is called. */
  watch(question: string, token: string | null, watcher: (feed: Feed) => void): () => void {
    const followed = this.questions.get(question) ?? this.follow(question, token);
    followed.watchers.add(watcher);
    watcher(followed.feed);
    return () => {
      followed.watchers.delete(watcher);
      if (followed.watchers.size === 0) {
        followed.own?.connection.pause();
        this.questions.delete(question);
        this.changed();
      }
    };
  }

  /** Tells the watcher of the newest events, now and at each change, until the returned function is called. */
  watchEvents(watcher: (tail: Tail) => void): () => void {
    this.tailWatchers.add(watcher);
    watcher(this.tail);
    this.changed();
    return () => {
      this.tailWatchers.delete(watcher);
      this.changed();
    };
  }

  private follow(question: string, token: string | null): Followed {
    const followed: Followed = { feed: NO_ANSWER_YET, watchers: new Set(), own: null };
    this.questions.set(question, followed);
    if (token === null) {
      this.changed();
      return followed;
    }
    const address = `${this.engine}/api/v1/questions/${encodeURIComponent(question)}/stream`;
    followed.own = stream(() => address, token, {
      opened: () => {},
      received: (message) => this.received(followed, newsOf(message)),
      closed: (refusal) => closed(followed, refusal),
    });
    followed.own.connection.start();
    return followed;
  }

  /** Opens the shared stream anew if it should be of other questions; once, however many elements come or go together. */
  private changed(): void {
    clearTimeout(this.changing);
    this.changing = setTimeout(() => {
      const address = this.wantedAddress();
      if (address !== this.sharedAddress) {
        this.sharedAddress = address;
        this.shared.connection.pause();
        if (address !== '' && !document.hidden) {
          this.shared.connection.start();
        }
      }
    });
  }

  private wantedAddress(): string {
    const names = [...this.questions].filter(([, { own }]) => own === null).map(([name]) => name);
    const asked = [
      ...(names.length > 0 ? [`questions=${names.map(encodeURIComponent).join(',')}`] : []),
      ...(this.tailWatchers.size > 0 ? ['events=true'] : []),
    ];
    return asked.length === 0 ? '' : `${this.engine}/api/v1/stream?${asked.join('&')}`;
  }

  private receivedShared(message: Message): void {
    if (message.event === 'events') {
      this.receivedEvents(message);
      return;
    }
    const { question, news } = addressedNews(message);
    const followed = this.questions.get(question);
    if (followed !== undefined && followed.own === null) {
      this.received(followed, news);
    }
  }

  private received(followed: Followed, news: News): void {
    const before = followed.feed;
    followed.feed = receive(before, news);
    const asOf = followed.feed.answer?.asOf;
    if (asOf !== undefined && news.event !== 'problem') {
      const eventTime = asOf.eventTime === null ? null : Date.parse(asOf.eventTime);
      this.contactNow = heard(this.contactNow, Date.parse(asOf.time), eventTime, Date.now());
    }
    if (followed.feed !== before) {
      tell(followed.watchers, followed.feed);
    }
  }

  private receivedEvents(message: Message): void {
    const known = this.isTailNew ? [] : (this.tail.events ?? []);
    const arrived = parseEvents(JSON.parse(message.data));
    this.isTailNew = false;
    this.tail = { events: newest(known, arrived, TAIL_EVENTS_MAX), refusal: null };
    tell(this.tailWatchers, this.tail);
  }

  private closedShared(refusal: Refusal | null): void {
    for (const followed of this.questions.values()) {
      if (followed.own === null) {
        closed(followed, refusal);
      }
    }
    if (refusal !== null) {
      this.tail = { ...this.tail, refusal };
      tell(this.tailWatchers, this.tail);
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
    for (const { isOpen, connection } of this.streams()) {
      if (!isOpen) {
        connection.start();
      }
    }
  }

  private rest(): void {
    for (const resting of this.streams()) {
      resting.isOpen = false;
      resting.connection.pause();
    }
  }

  private streams(): readonly Stream[] {
    const own = [...this.questions.values()].flatMap((followed) => followed.own ?? []);
    return this.sharedAddress === '' ? own : [this.shared, ...own];
  }
}

interface Ears {
  opened(): void;
  received(message: Message): void;
  closed(refusal: Refusal | null): void;
}

function stream(address: () => string, token: string | null, ears: Ears): Stream {
  const closed = (refusal: Refusal | null): void => {
    made.isOpen = false;
    ears.closed(refusal);
  };
  const made: Stream = {
    isOpen: false,
    connection: new Connection(address, token, {
      opened: () => {
        made.isOpen = true;
        ears.opened();
      },
      received: ears.received,
      refused: closed,
      lost: () => closed(null),
    }),
  };
  return made;
}

function closed(followed: Followed, refusal: Refusal | null): void {
  if (refusal !== null) {
    followed.feed = refuse(followed.feed, refusal);
  }
  tell(followed.watchers, followed.feed);
}

/** A watcher that fails is reported, and costs neither the others nor the connection. */
function tell<T>(watchers: Iterable<(news: T) => void>, news: T): void {
  for (const watcher of watchers) {
    try {
      watcher(news);
    } catch (failure) {
      reportError(failure);
    }
  }
}
