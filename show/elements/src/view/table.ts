import type { Answer } from '../model/answer';
import { number } from '../model/format';
import { table } from '../model/table';
import { AnswerCard } from './card';
import { fill, make, setText, sheet } from './dom';
import styles from './table.css?inline';

const STYLES = sheet(styles);

/** `<footfall-table>`: the rows of any answer, for the questions that no picture fits better. */
export class Table extends AnswerCard {
  private readonly head = make('tr');
  private readonly rows = make('tbody');

  constructor() {
    super();
    const drawn = make('table');
    const head = make('thead');
    head.append(this.head);
    drawn.append(head, this.rows);
    const scrolled = make('div', 'scrolled');
    scrolled.append(drawn);
    this.body.append(scrolled);
  }

  protected override styles(): CSSStyleSheet[] {
    return [STYLES];
  }

  protected override draw(answer: Answer): string | null {
    const { titles, lines, more } = table(answer, undefined, this.getAttribute('column') ?? '');
    setText(
      this.note,
      more === 0 ? '' : `the first ${number(lines.length)} of ${number(lines.length + more)}`,
    );
    fill(this.head, titles, createTitle, setText);
    fill(this.rows, lines, createLine, (line, texts) => fill(line, texts, createCell, setText));
    return lines.length === 0 ? 'Nothing yet.' : null;
  }
}

function createTitle(): HTMLElement {
  const title = make('th');
  title.scope = 'col';
  return title;
}

function createLine(): HTMLElement {
  return make('tr');
}

function createCell(): HTMLElement {
  return make('td');
}
