import { Hub } from '../live/hub';
import { freshness, type State } from '../model/freshness';
import { make, setText, sheet } from './dom';
import styles from './freshness.css?inline';

const STYLES = sheet(styles);
const TICK_MILLIS = 500;

/**
 * `<footfall-freshness>`: LIVE, DELAYED or OFFLINE, and since when.
 *
 * Attribute: `src` (the engine's address, if it is not the page's own). The event `footfall-state` follows each change.
 */
export class FreshnessBadge extends HTMLElement {
  private readonly root = this.attachShadow({ mode: 'open' });
  private readonly state = make('span', 'state');
  private readonly detail = make('span', 'detail');
  private tick: ReturnType<typeof setInterval> | undefined;

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
    this.show();
  }

  disconnectedCallback(): void {
    clearInterval(this.tick);
  }

  private show(): void {
    const { state, label, detail } = freshness(Hub.of(this.getAttribute('src') ?? '').contact, Date.now());
    setText(this.state, label);
    setText(this.detail, detail);
    if (this.getAttribute('state') !== state) {
      this.setAttribute('state', state);
      this.dispatchEvent(new CustomEvent<State>('footfall-state', { bubbles: true, detail: state }));
    }
  }
}
