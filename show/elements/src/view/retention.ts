import { type Answer, timezoneOf } from '../model/answer';
import { day, number, percent } from '../model/format';
import { type Cell, type Cohort, type Group, retention } from '../model/retention';
import { AnswerCard } from './card';
import { fill, make, setText, sheet } from './dom';
import styles from './retention.css?inline';

const STYLES = sheet(styles);

/** Of the accent colour: from here on the paper's colour contrasts more than the ink's, in light and in dark. */
const SHADE_OF_PAPER = 0.7;

/** How much of its share a striped square has on average; see retention.css. */
const STRIPES_SHARE = 0.8;

/** `<footfall-retention>`: a line for each cohort, a square for each interval after it, darker where more came back. */
export class Retention extends AnswerCard {
  private readonly list = make('div');

  constructor() {
    super();
    this.body.append(this.list);
  }

  protected override styles(): CSSStyleSheet[] {
    return [STYLES];
  }

  protected override draw(answer: Answer): string | null {
    const maps = retention(answer);
    setText(this.note, maps.length === 0 ? '' : `${answer.question.interval ?? 'interval'}s after the first`);
    fill(this.list, maps, createMap, (element, map) => drawMap(element, map, timezoneOf(answer)));
    return maps.length === 0 ? 'Nobody has begun yet.' : null;
  }
}

function createMap(): HTMLElement {
  const map = make('div', 'map');
  const table = make('table');
  table.append(make('thead'), make('tbody'));
  table.tHead?.append(make('tr'));
  map.append(make('h3'), table);
  return map;
}

function drawMap(element: HTMLElement, map: Group, zone: string): void {
  const [heading, table] = [...element.children];
  if (!(heading instanceof HTMLElement) || !(table instanceof HTMLTableElement)) {
    return;
  }
  heading.hidden = map.name === '';
  setText(heading, map.name);
  const columns = Math.max(...map.cohorts.map(({ cells }) => cells.length));
  const titles = ['Began', 'Customers', ...Array.from({ length: columns }, (_, offset) => String(offset))];
  const head = table.tHead?.rows[0];
  const body = table.tBodies[0];
  if (head !== undefined && body !== undefined) {
    fill(head, titles, createTitle, setText);
    fill(body, map.cohorts, createLine, (line, cohort) => drawLine(line, cohort, columns, zone));
  }
}

function createTitle(): HTMLElement {
  const title = make('th');
  title.scope = 'col';
  return title;
}

function createLine(): HTMLElement {
  const line = make('tr');
  const name = make('th');
  name.scope = 'row';
  line.append(name);
  return line;
}

function drawLine(line: HTMLElement, cohort: Cohort, columns: number, zone: string): void {
  const name = line.firstElementChild;
  if (name === null) {
    return;
  }
  line.classList.toggle('all', cohort.start === null);
  setText(name, cohort.start === null ? 'All' : day(new Date(cohort.start), zone));
  const cells = Array.from({ length: columns }, (_, offset) => cohort.cells[offset] ?? null);
  const wanted = columns + 2;
  while (line.children.length > wanted) {
    line.lastElementChild?.remove();
  }
  while (line.children.length < wanted) {
    line.append(make('td'));
  }
  setText(line.children[1] ?? name, number(cohort.size));
  cells.forEach((cell, offset) => {
    drawCell(line.children[offset + 2] as HTMLElement, cell);
  });
}

function drawCell(square: HTMLElement, cell: Cell | null): void {
  square.className = cell === null || cell.rate === null ? 'none' : cell.isComplete ? 'rate' : 'rate running';
  const share = cell?.strength ?? 0;
  // From some share of the accent colour on, words in the paper's colour are read better; the stripes of what runs are paler.
  const shade = cell?.isComplete === false ? share * STRIPES_SHARE : share;
  square.style.setProperty('--share', `${Math.round(share * 100)}%`);
  square.classList.toggle('dark', shade >= SHADE_OF_PAPER);
  setText(square, cell === null || cell.rate === null ? '' : percent(cell.rate));
  square.title =
    cell === null || cell.customers === null
      ? ''
      : `${number(cell.customers)} came back${cell.isComplete ? '' : '; this interval still runs'}`;
}
