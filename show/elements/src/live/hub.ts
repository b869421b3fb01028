import { newest, parseEvents, TAIL_EVENTS_MAX, type TailEvent } from '../model/events';
import {
  addressedNews,
  type Feed,
  type News,
  NO_ANSWER_YET,
  type Refusal,
  receive,
  refuse,
  successorToken,
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
  /** What opens its stream; null where the page's cookie does. */
  token: string | null;
  /** Whether the token was sent, and its successor has not come yet. */
  isSpent: boolean;
}

/** A stream of several questions: of those that the page's cookie opens, or of those that come with a token. */
interface Channel {
  readonly byToken: boolean;
  /** The questions that it was last asked for, as its address names them; empty if it should not be open. */
  asked: string;
  isOpen: boolean;
  readonly connection: Connection;
}

/**
 * All that one page hears from one engine. Everything comes over one shared stream, since a browser has six connections
 * to an address, however many tabs are open; questions with tokens share a second one.
 */
export class Hub {
  private static readonly hubs = new Map<string, Hub>();

  private readonly questions = new Map<string, Followed>();
  private readonly tailWatchers = new Set<(tail: Tail) => void>();
  private readonly channels: readonly Channel[];
  private tail: Tail = { events: null, refusal: null };
  /** Whether the next events are the newest there are, and no continuation. */
  private isTailNew = true;
  private changing: ReturnType<typeof setTimeout> | undefined;
  private hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  private contactNow: Contact = { ...NO_CONTACT, since: Date.now() };

  private constructor(private readonly engine: string) {
    this.channels = [this.channel(false), this.channel(true)];
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
    const isOpen = this.channels.some((channel) => channel.isOpen);
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
        this.questions.delete(question);
        this.changed();
      }
    };
  }

  /** Takes a newer token of a question; one that was refused is followed again. */
  offer(question: string, token: string): void {
    const followed = this.questions.get(question);
    if (followed === undefined || followed.token === null || followed.token === token) {
      return;
    }
    followed.token = token;
    followed.isSpent = false;
    if (followed.feed.refusal === 'no-access') {
      followed.feed = { ...followed.feed, refusal: null };
      this.forget(true);
      this.changed();
    }
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
    const followed: Followed = { feed: NO_ANSWER_YET, watchers: new Set(), token, isSpent: false };
    this.questions.set(question, followed);
    this.changed();
    return followed;
  }

  /** Opens a stream anew if it should be of other questions; once, however many elements come or go together. */
  private changed(): void {
    clearTimeout(this.changing);
    this.changing = setTimeout(() => {
      for (const channel of this.channels) {
        // A token opens once: the stream is not given up before the successors came, which are in its first messages.
        const mustWait = this.of(channel).some(([, { isSpent }]) => isSpent);
        const wanted = this.wanted(channel);
        if (wanted !== channel.asked && !mustWait) {
          channel.asked = wanted;
          channel.isOpen = false;
          channel.connection.pause();
          if (wanted !== '' && !document.hidden) {
            channel.connection.start();
          }
        }
      }
    });
  }

  /** Lets a channel be opened anew even for the same questions. */
  private forget(byToken: boolean): void {
    for (const channel of this.channels) {
      if (channel.byToken === byToken) {
        channel.asked = '';
      }
    }
  }

  private of(channel: Channel): readonly (readonly [string, Followed])[] {
    return [...this.questions].filter(([, { token }]) => (token !== null) === channel.byToken);
  }

  /** What a channel should be asked for, without its tokens. */
  private wanted(channel: Channel): string {
    const names = this.of(channel).map(([name]) => encodeURIComponent(name));
    return [
      ...(names.length > 0 ? [`questions=${names.join(',')}`] : []),
      ...(!channel.byToken && this.tailWatchers.size > 0 ? ['events=true'] : []),
    ].join('&');
  }

  private channel(byToken: boolean): Channel {
    const closed = (refusal: Refusal | null): void => {
      made.isOpen = false;
      this.closed(made, refusal);
    };
    const made: Channel = {
      byToken,
      asked: '',
      isOpen: false,
      connection: new Connection(() => this.address(made), {
        opened: () => {
          made.isOpen = true;
          this.isTailNew = this.isTailNew || !byToken;
        },
        received: (message) => this.received(message),
        refused: closed,
        lost: () => closed(null),
      }),
    };
    return made;
  }

  /** The address of the next attempt; its tokens are spent by it. */
  private address(channel: Channel): string {
    channel.asked = this.wanted(channel);
    const address = `${this.engine}/api/v1/stream?${channel.asked}`;
    if (!channel.byToken) {
      return address;
    }
    const followed = this.of(channel).map(([, each]) => each);
    for (const each of followed) {
      each.isSpent = true;
    }
    return `${address}&token=${followed.map(({ token }) => encodeURIComponent(token ?? '')).join(',')}`;
  }

  private received(message: Message): void {
    if (message.event === 'events') {
      this.receivedEvents(message);
      return;
    }
    const { question, news } = addressedNews(message);
    const followed = this.questions.get(question);
    if (followed === undefined) {
      return;
    }
    const successor = successorToken(news);
    if (successor !== null) {
      followed.token = successor;
      followed.isSpent = false;
      this.changed();
      return;
    }
    this.receivedNews(followed, news);
  }

  private receivedNews(followed: Followed, news: News): void {
    const before = followed.feed;
    followed.feed = receive(before, news);
    const asOf = followed.feed.answer?.asOf;
    if (asOf !== undefined && news.event !== 'problem') {
      const eventTime = asOf.eventTime === null ? null : Date.parse(asOf.eventTime);
      this.contactNow = heard(this.contactNow, Date.parse(asOf.time), eventTime, Date.now());
    }
    if (followed.feed.refusal === 'no-access') {
      followed.isSpent = false;
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

  private closed(channel: Channel, refusal: Refusal | null): void {
    for (const [, followed] of this.of(channel)) {
      if (refusal !== null) {
        followed.feed = refuse(followed.feed, refusal);
        followed.isSpent = false;
      }
      tell(followed.watchers, followed.feed);
    }
    if (refusal !== null && !channel.byToken) {
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
    for (const channel of this.channels) {
      if (!channel.isOpen && this.wanted(channel) !== '') {
        channel.connection.start();
      }
    }
  }

  private rest(): void {
    for (const channel of this.channels) {
      channel.isOpen = false;
      channel.connection.pause();
    }
  }
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
