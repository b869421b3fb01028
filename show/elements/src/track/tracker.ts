import type { Item } from './queue';

/** What is known of the page and of who looks at it. */
export interface Visit {
  /** The page's own address. */
  readonly url: string;
  readonly title: string;
  readonly referrer: string;
  readonly locale: string;
  readonly userAgent: string;
}

/** Where ids are remembered from page to page. */
export interface Memory {
  get(name: string): string | null;
  set(name: string, value: string | null): void;
}

/** What the tracker needs of where it runs. */
export interface Surroundings {
  visit(): Visit;
  readonly memory: Memory;
  newId(): string;
  now(): Date;
  add(item: Item): void;
}

const ANONYMOUS_ID = 'footfall.anonymousId';
const USER_ID = 'footfall.userId';
const UTM = ['source', 'medium', 'name', 'term', 'content'] as const;

/** Says what a customer does on a page, as the Segment HTTP API has it. */
export class Tracker {
  constructor(private readonly surroundings: Surroundings) {}

  /** The customer did something. */
  track(event: string, properties: Item = {}): void {
    this.add({ type: 'track', event, properties });
  }

  /** The customer looks at this page. */
  page(name?: string, properties: Item = {}): void {
    const seen = this.pageOf(this.surroundings.visit());
    this.add({
      type: 'page',
      ...(name === undefined ? {} : { name }),
      properties: { ...seen, ...properties },
    });
  }

  /** The customer signed in, or said something of themselves. */
  identify(userId: string, traits: Item = {}): void {
    this.surroundings.memory.set(USER_ID, userId);
    this.add({ type: 'identify', traits });
  }

  /** The customer signed out: who comes next on this device is somebody new. */
  reset(): void {
    this.surroundings.memory.set(USER_ID, null);
    this.surroundings.memory.set(ANONYMOUS_ID, null);
  }

  private add(item: Item): void {
    const { memory, newId, now, visit, add } = this.surroundings;
    const userId = memory.get(USER_ID);
    add({
      ...item,
      messageId: newId(),
      timestamp: now().toISOString(),
      anonymousId: this.anonymousId(),
      ...(userId === null ? {} : { userId }),
      context: this.context(visit()),
    });
  }

  private anonymousId(): string {
    const { memory, newId } = this.surroundings;
    const known = memory.get(ANONYMOUS_ID);
    if (known !== null) {
      return known;
    }
    const made = newId();
    memory.set(ANONYMOUS_ID, made);
    return made;
  }

  private context(visit: Visit): Item {
    const campaign = this.campaign(new URL(visit.url).searchParams);
    return {
      library: { name: 'footfall.js', version: '0.1.0' },
      page: this.pageOf(visit),
      locale: visit.locale,
      userAgent: visit.userAgent,
      ...(Object.keys(campaign).length === 0 ? {} : { campaign }),
    };
  }

  private pageOf(visit: Visit): Item {
    const { pathname, search } = new URL(visit.url);
    return { path: pathname, search, url: visit.url, title: visit.title, referrer: visit.referrer };
  }

  /** By the names that campaign links carry: `utm_campaign` is the campaign's name. */
  private campaign(query: URLSearchParams): Record<string, string> {
    const campaign: Record<string, string> = {};
    for (const field of UTM) {
      const value = query.get(field === 'name' ? 'utm_campaign' : `utm_${field}`);
      if (value !== null && value !== '') {
        campaign[field] = value;
      }
    }
    return campaign;
  }
}
