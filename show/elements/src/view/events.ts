import { Hub, type Tail } from '../live/hub';
import type { TailEvent } from '../model/events';
import { clock } from '../model/format';
import { make, setText, sheet } from './dom';
import styles from './events.css?inline';
import shared from './sheet.css?inline';

const STYLES = [sheet(shared), sheet(styles)];

/** How many events are shown, unless the attribute `limit` says otherwise. */
const SHOWN = 12;

/**
 * `<footfall-events>`: the newest events, newest first.
 *
 * Attributes: `heading`, `src` (the engine's address, if it is not the page's own), `limit`, `timezone`.
 */
export class Events extends HTMLElement {
  private readonly root = this.attachShadow({ mode: 'open' });
  private readonly heading = make('h2');
  private readonly list = make('ul');
  private readonly empty = make('p', 'empty');
  private readonly lines = new Map<string, HTMLElement>();
  private unwatch: (() => void) | null = null;

  constructor() {
    super();
    this.root.adoptedStyleSheets = STYLES;
    const card = make('section', 'card');
    const header = make('header');
    header.append(this.heading);
    this.list.tabIndex = 0;
    card.append(header, this.list, this.empty);
    this.root.append(card);
  }

  connectedCallback(): void {
    const heading = this.getAttribute('heading') ?? '';
    setText(this.heading, heading);
    this.list.setAttribute('aria-label', heading);
    this.unwatch = Hub.of(this.getAttribute('src') ?? '').watchEvents((tail) => this.show(tail));
  }

  disconnectedCallback(): void {
    this.unwatch?.();
    this.unwatch = null;
  }

  private show(tail: Tail): void {
    const events = (tail.events ?? []).slice(0, Number(this.getAttribute('limit') ?? SHOWN));
    setText(this.empty, sentence(tail));
    this.empty.hidden = events.length > 0;
    this.list.hidden = events.length === 0;
    if (events[0] !== undefined && this.list.firstElementChild === this.lines.get(events[0].key)) {
      return;
    }
    // A list that is new altogether would only flicker.
    const isMarked = events.some((event) => this.lines.has(event.key));
    const lines = events.map((event) => this.lines.get(event.key) ?? this.line(event, isMarked));
    this.lines.clear();
    events.forEach((event, place) => {
      this.lines.set(event.key, lines[place] ?? this.line(event, false));
    });
    this.list.replaceChildren(...lines);
  }

  private line(event: TailEvent, isNew: boolean): HTMLElement {
    const line = make('li', isNew ? 'new' : '');
    const time = make('span', 'soft', clock(event.at, this.getAttribute('timezone') ?? 'UTC'));
    time.title = event.at.toISOString();
    line.append(
      time,
      make('span', 'name', event.name),
      make('span', 'soft', event.customer),
      make('span', 'summary', event.summary),
    );
    return line;
  }
}

function sentence(tail: Tail): string {
  if (tail.refusal === 'no-access') {
    return 'No access. Open the link that Footfall printed when it started.';
  }
  return tail.events === null ? 'Waiting for the first events …' : 'No events yet.';
}
