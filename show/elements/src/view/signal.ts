import { Hub } from '../live/hub';
import type { Answer } from '../model/answer';
import type { Feed } from '../model/feed';
import { paceMillis } from '../model/pace';

/** The shortest time between two signals where the attribute `every` says none. */
const PACE_MILLIS = 1_000;

/** What a signal says: up to when its question's numbers are true. */
export interface Signalled {
  readonly question: string;
  readonly asOf: string;
}

/**
 * `<footfall-signal>`: shows nothing, and says that the numbers of a question are others now, to programs that draw them.
 *
 * Attributes: those of the cards. The event `footfall-change` comes with the first answer and after each change, at most
 * `every` so many seconds, and not while nobody sees the page.
 */
export class Signal extends HTMLElement {
  static readonly observedAttributes = ['token', 'every'];

  private unwatch: (() => void) | null = null;
  private rows: Answer['rows'] | null = null;
  private pending: Answer | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saidAt = 0;
  private readonly seen = (): void => this.say();

  connectedCallback(): void {
    this.style.display = 'none';
    document.addEventListener('visibilitychange', this.seen);
    const question = this.getAttribute('question');
    if (question !== null) {
      this.unwatch = this.hub().watch(question, this.getAttribute('token'), (feed) => this.received(feed));
    }
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.seen);
    clearTimeout(this.timer);
    this.unwatch?.();
    this.unwatch = null;
  }

  attributeChangedCallback(name: string): void {
    const question = this.getAttribute('question');
    const token = this.getAttribute('token');
    if (name === 'every') {
      this.say();
    } else if (this.unwatch !== null && question !== null && token !== null) {
      this.hub().offer(question, token);
    }
  }

  private hub(): Hub {
    return Hub.of(this.getAttribute('src') ?? '');
  }

  private received({ answer, refusal }: Feed): void {
    if (refusal === 'no-access') {
      this.dispatchEvent(new CustomEvent('footfall-no-access', { bubbles: true, composed: true }));
    }
    if (answer !== null && answer.rows !== this.rows) {
      this.rows = answer.rows;
      this.pending = answer;
      this.say();
    }
  }

  private say(): void {
    clearTimeout(this.timer);
    if (this.pending === null || document.hidden) {
      return;
    }
    const wait = this.saidAt + (paceMillis(this.getAttribute('every')) || PACE_MILLIS) - Date.now();
    if (wait > 0) {
      if (Number.isFinite(wait)) {
        this.timer = setTimeout(() => this.say(), wait);
      }
      return;
    }
    const detail: Signalled = {
      question: this.getAttribute('question') ?? '',
      asOf: this.pending.asOf.time,
    };
    this.pending = null;
    this.saidAt = Date.now();
    this.dispatchEvent(new CustomEvent('footfall-change', { bubbles: true, composed: true, detail }));
  }
}
