import { Hub } from '../live/hub';
import type { Feed } from '../model/feed';
import { clock } from '../model/format';
import { freshness, type State } from '../model/freshness';
import { make, setText, sheet } from './dom';
import styles from './freshness.css?inline';

const STYLES = sheet(styles);
const TICK_MILLIS = 500;

/**
 * `<footfall-freshness>`: LIVE, DELAYED or OFFLINE, and since when.
 *
 * Attributes: `src` (the engine's address, if it is not the page's own), `question` and `token` (a question to follow
 * where no other element does), `clock` (a time zone in which to say when the numbers are true) and `paused`. The event
 * `footfall-state` follows each change.
 */
export class FreshnessBadge extends HTMLElement {
  private readonly root = this.attachShadow({ mode: 'open' });
  private readonly state = make('span', 'state');
  private readonly detail = make('span', 'detail');
  private tick: ReturnType<typeof setInterval> | undefined;
  private unwatch: (() => void) | null = null;

  static readonly observedAttributes = ['token'];

  constructor() {
    super();
    this.root.adoptedStyleSheets = [STYLES];
    const badge = make('div', 'badge');
    // Only the word is announced; the seconds beside it would never let a screen reader rest.
    this.state.setAttribute('role', 'status');
    badge.append(this.state, this.detail);
    this.root.append(badge);
  }

  connectedCallback(): void {
    this.tick = setInterval(() => this.show(), TICK_MILLIS);
    const question = this.getAttribute('question');
    if (question !== null) {
      this.unwatch = this.hub().watch(question, this.getAttribute('token'), (feed) => this.heard(feed));
    }
    this.show();
  }

  disconnectedCallback(): void {
    clearInterval(this.tick);
    this.unwatch?.();
    this.unwatch = null;
  }

  attributeChangedCallback(_name: string, _before: string | null, token: string | null): void {
    const question = this.getAttribute('question');
    if (this.unwatch !== null && question !== null && token !== null) {
      this.hub().offer(question, token);
    }
  }

  private hub(): Hub {
    return Hub.of(this.getAttribute('src') ?? '');
  }

  private heard(feed: Feed): void {
    if (feed.refusal === 'no-access') {
      this.dispatchEvent(new CustomEvent('footfall-no-access', { bubbles: true, composed: true }));
    }
  }

  private show(): void {
    const { contact } = this.hub();
    const { state, label, detail } = freshness(contact, Date.now());
    setText(this.state, label);
    const zone = this.getAttribute('clock');
    const isSaid = zone !== null && contact.asOf !== null;
    const truth = isSaid ? [`data as of ${clock(new Date(contact.asOf), zone)} ${zone}`] : [];
    const pause = this.hasAttribute('paused') ? ['drawing is paused'] : [];
    setText(this.detail, [...truth, ...pause, detail].join(' · '));
    if (this.getAttribute('state') !== state) {
      this.setAttribute('state', state);
      this.dispatchEvent(new CustomEvent<State>('footfall-state', { bubbles: true, detail: state }));
    }
  }
}
