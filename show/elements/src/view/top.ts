import { type Answer, earlierOf, isOfToday } from '../model/answer';
import { type Entry, entries } from '../model/top';
import { AnswerCard } from './card';
import { fill, make, setText, sheet } from './dom';
import styles from './top.css?inline';

const STYLES = sheet(styles);

/** `<footfall-top>`: the values that count most, ranked, as a table with bars; with `money` they are amounts. */
export class Top extends AnswerCard {
  private readonly rows = make('tbody');
  private readonly head = make('tr');

  constructor() {
    super();
    const table = make('table');
    const head = make('thead');
    head.append(this.head);
    table.append(head, this.rows);
    this.body.append(table);
  }

  protected override styles(): CSSStyleSheet[] {
    return [STYLES];
  }

  protected override draw(answer: Answer): string | null {
    const all = entries(answer, this.hasAttribute('money'));
    const earlier = earlierOf(answer);
    const titles = [
      this.getAttribute('column') ?? '',
      isOfToday(answer) ? 'Today' : (this.getAttribute('unit') ?? 'Now'),
      ...(earlier === null ? [] : [capital(earlier)]),
    ];
    fill(this.head, titles, createTitle, setText);
    fill(this.rows, all, createEntry, drawEntry);
    return all.length === 0 ? `Nothing yet${isOfToday(answer) ? ' today' : ''}.` : null;
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function createTitle(): HTMLElement {
  const title = make('th');
  title.scope = 'col';
  return title;
}

function createEntry(): HTMLElement {
  const row = make('tr');
  const name = make('td');
  name.append(make('div', 'name'), make('div', 'bar'));
  row.append(name, make('td', 'value'), make('td', 'previous soft'));
  return row;
}

function drawEntry(row: HTMLElement, entry: Entry): void {
  const [name, value, previous] = [...row.children];
  const [label, bar] = [...(name?.children ?? [])];
  if (label === undefined || !(bar instanceof HTMLElement) || !(previous instanceof HTMLElement)) {
    return;
  }
  row.classList.toggle('rest', entry.isRest);
  setText(label, entry.name);
  bar.style.width = `${entry.share * 100}%`;
  setText(value ?? row, entry.value);
  previous.hidden = entry.comparison === null;
  setText(previous, entry.comparison?.previous ?? '');
}
