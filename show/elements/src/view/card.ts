import { Hub } from '../live/hub';
import { type Answer, timezoneOf } from '../model/answer';
import type { Feed, Refusal } from '../model/feed';
import { dayAndClock, number } from '../model/format';
import { paceMillis } from '../model/pace';
import { make, setText, sheet } from './dom';
import styles from './sheet.css?inline';

const REFUSALS: Readonly<Record<Refusal, string>> = {
  'no-access': 'No access. Open the link that Footfall printed when it started.',
  'unknown-question': 'Nothing is counted under this name yet.',
  'bad-answer': 'The answer could not be read.',
};

const SHARED = sheet(styles);

/**
 * A card with a heading, the words of what it counts, and a body that a subclass draws from the newest answer.
 *
 * Attributes: `question` (a name), `heading`, `src` (the engine's address, if it is not the page's own), `token` (a
 * stream token, for pages of other applications) and `every` (seconds between two drawings, or `never`). The event
 * `footfall-no-access` says that a new token is needed.
 */
export abstract class AnswerCard extends HTMLElement {
  static readonly observedAttributes = ['question', 'heading', 'src', 'token', 'every'];

  protected readonly root = this.attachShadow({ mode: 'open' });
  protected readonly card = make('section', 'card waiting');
  protected readonly body = make('div', 'body');
  protected readonly note = make('span', 'note');
  private readonly heading = make('h2');
  private readonly about = make('button', 'about');
  private readonly definition = make('div', 'definition');
  private readonly empty = make('p', 'empty');
  private unwatch: (() => void) | null = null;
  /** Unlike `isConnected` still false while the parser sets attributes, so that no stream is opened twice. */
  private isAttached = false;
  private answer: Answer | null = null;
  /** What came since the last drawing and waits for its time. */
  private pending: Feed | null = null;
  private pendingTimer: ReturnType<typeof setTimeout> | undefined;
  private shownAt = 0;

  constructor() {
    super();
    this.root.adoptedStyleSheets = [SHARED, ...this.styles()];
    const header = make('header');
    this.about.type = 'button';
    this.about.setAttribute('aria-expanded', 'false');
    this.about.title = 'What does this count?';
    this.about.setAttribute('aria-label', 'What does this count?');
    this.definition.hidden = true;
    this.empty.hidden = true;
    header.append(this.heading, this.about, this.note);
    this.card.append(header, this.definition, this.body, this.empty);
    this.root.append(this.card);
    this.about.addEventListener('click', () => this.explain(this.definition.hidden !== false));
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !this.definition.hidden) {
        this.explain(false);
        this.about.focus();
      }
    });
    this.addEventListener('focusout', (event) => {
      if (event.relatedTarget !== this) {
        this.explain(false);
      }
    });
  }

  connectedCallback(): void {
    this.isAttached = true;
    this.listen();
  }

  disconnectedCallback(): void {
    this.isAttached = false;
    this.unwatch?.();
    this.unwatch = null;
    clearTimeout(this.pendingTimer);
  }

  attributeChangedCallback(name: string): void {
    if (name === 'heading') {
      const heading = this.getAttribute('heading') ?? '';
      setText(this.heading, heading);
      this.card.setAttribute('aria-label', heading);
    } else if (name === 'token' && this.isAttached) {
      const question = this.getAttribute('question');
      const token = this.getAttribute('token');
      if (question !== null && token !== null) {
        Hub.of(this.getAttribute('src') ?? '').offer(question, token);
      }
    } else if (name === 'every') {
      this.showPending();
    } else if (this.isAttached) {
      this.listen();
    }
  }

  /** The style sheets of the body. */
  protected abstract styles(): CSSStyleSheet[];

  /** Draws the answer; returns the sentence for an answer in which there is nothing to draw, else null. */
  protected abstract draw(answer: Answer): string | null;

  private listen(): void {
    this.unwatch?.();
    const question = this.getAttribute('question');
    this.unwatch =
      question === null
        ? null
        : Hub.of(this.getAttribute('src') ?? '').watch(question, this.getAttribute('token'), (feed) =>
            this.received(feed),
          );
  }

  private received(feed: Feed): void {
    if (feed.refusal === 'no-access') {
      this.dispatchEvent(new CustomEvent('footfall-no-access', { bubbles: true, composed: true }));
    }
    this.pending = feed;
    this.showPending();
  }

  /** Draws what is pending, now or when its time has come; the first numbers do not wait. */
  private showPending(): void {
    clearTimeout(this.pendingTimer);
    if (this.pending === null) {
      return;
    }
    const pace = paceMillis(this.getAttribute('every'));
    const wait = this.answer === null ? 0 : this.shownAt + pace - Date.now();
    if (wait > 0) {
      if (Number.isFinite(wait)) {
        this.pendingTimer = setTimeout(() => this.showPending(), wait);
      }
      return;
    }
    const feed = this.pending;
    this.pending = null;
    this.shownAt = Date.now();
    this.show(feed);
  }

  private show(feed: Feed): void {
    if (feed.answer === null) {
      this.say(feed.refusal === null ? 'Waiting for the first numbers …' : REFUSALS[feed.refusal]);
      return;
    }
    const isNew = this.answer?.rows !== feed.answer.rows;
    this.answer = feed.answer;
    this.card.classList.remove('waiting');
    if (isNew) {
      this.say(this.draw(feed.answer));
    }
    if (!this.definition.hidden) {
      this.drawDefinition(feed.answer);
    }
  }

  private say(sentence: string | null): void {
    this.empty.hidden = sentence === null;
    this.body.hidden = sentence !== null;
    setText(this.empty, sentence ?? '');
  }

  private explain(isShown: boolean): void {
    this.definition.hidden = !isShown;
    this.about.setAttribute('aria-expanded', String(isShown));
    if (isShown) {
      this.drawDefinition(this.answer);
    }
  }

  private drawDefinition(answer: Answer | null): void {
    const sentences = answer === null ? ['Nothing has been counted yet.'] : inWords(answer);
    if (this.definition.textContent !== sentences.join('')) {
      this.definition.replaceChildren(...sentences.map((sentence) => make('p', '', sentence)));
    }
  }
}

/** What an answer counts and when it is true, in sentences. */
function inWords(answer: Answer): string[] {
  const zone = timezoneOf(answer);
  const sentences = [answer.definition];
  if (answer.period !== null) {
    const { from, to } = answer.period;
    sentences.push(
      `From ${dayAndClock(new Date(from), zone)} to ${dayAndClock(new Date(to), zone)}, time zone ${zone}.`,
    );
  }
  if (answer.ignored > 0) {
    sentences.push(
      `${number(answer.ignored)} events were left out because their value is not a usable number.`,
    );
  }
  if (answer.capped) {
    sentences.push('Only the largest values are shown by name; the rest are together as “All others”.');
  }
  return sentences;
}
