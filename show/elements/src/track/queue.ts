/** An item of the Segment HTTP API. */
export type Item = Readonly<Record<string, unknown>>;

/** What the queue needs of where it runs. */
export interface Carrier {
  /** Sends a body, and says how it was answered: the HTTP status, 0 if there was no answer. */
  send(body: string): Promise<number>;
  /** Sends a body while the page goes away; whether it was taken. No answer comes. */
  sendLast(body: string): boolean;
  /** Calls back after so many milliseconds. */
  later(then: () => void, millis: number): void;
  now(): Date;
}

const ITEMS_MAX = 1_000;
const BATCH_MAX = 50;
/** What browsers send of a page that goes away is limited to 64 KB; in UTF-16 units, of which some take three bytes. */
const LAST_CHARACTERS_MAX = 20_000;
const PAUSE_MILLIS = 1_000;
const PAUSE_MILLIS_MAX = 60_000;

/**
 * Items on their way to the engine, in their order, a few at a time. What is not answered is sent again after a pause that grows; items
 * keep their message ids, so what arrives twice counts once. Beyond 1,000 that wait, newer ones are dropped.
 */
export class Queue {
  private waiting: Item[] = [];
  private isSending = false;
  private isDue = false;
  private pauseMillis = PAUSE_MILLIS;

  constructor(
    private readonly writeKey: string,
    private readonly carrier: Carrier,
  ) {}

  /** Takes an item; it goes out within a second, together with what comes until then. */
  add(item: Item): void {
    if (this.waiting.length < ITEMS_MAX) {
      this.waiting.push(item);
      this.schedule(PAUSE_MILLIS);
    }
  }

  /** The page may go away: sends what waits without waiting for answers. */
  leave(): void {
    while (this.waiting.length > 0) {
      const batch = this.lastBatch();
      if (!this.carrier.sendLast(this.body(batch))) {
        return;
      }
      this.waiting = this.waiting.slice(batch.length);
    }
  }

  private schedule(millis: number): void {
    if (!this.isDue && !this.isSending) {
      this.isDue = true;
      this.carrier.later(() => {
        this.isDue = false;
        void this.send();
      }, millis);
    }
  }

  private async send(): Promise<void> {
    const batch = this.waiting.slice(0, BATCH_MAX);
    if (this.isSending || batch.length === 0) {
      return;
    }
    this.isSending = true;
    const status = await this.carrier.send(this.body(batch));
    this.isSending = false;
    const isToCome = status === 0 || status === 429 || status >= 500;
    this.pauseMillis = isToCome ? Math.min(PAUSE_MILLIS_MAX, this.pauseMillis * 2) : PAUSE_MILLIS;
    if (!isToCome) {
      // What is refused for good would be refused again. Some may have left with the page that came back.
      const answered = new Set(batch);
      this.waiting = this.waiting.filter((item) => !answered.has(item));
    }
    if (this.waiting.length > 0) {
      this.schedule(this.pauseMillis);
    }
  }

  private lastBatch(): Item[] {
    let characters = 0;
    const fitting = this.waiting.findIndex((item, place) => {
      characters += JSON.stringify(item).length;
      return place > 0 && characters > LAST_CHARACTERS_MAX;
    });
    return fitting < 0 ? this.waiting : this.waiting.slice(0, fitting);
  }

  private body(batch: readonly Item[]): string {
    const sentAt = this.carrier.now().toISOString();
    return JSON.stringify({ writeKey: this.writeKey, sentAt, batch });
  }
}
