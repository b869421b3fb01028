import { type Answer, earlierOf } from '../model/answer';
import { type Comparison, type Figure, figures } from '../model/tile';
import { AnswerCard } from './card';
import { fill, make, setText, sheet } from './dom';
import { RollingNumber } from './rolling';
import styles from './tile.css?inline';

const STYLES = sheet(styles);
const ARROWS = { up: '▲', down: '▼', same: '' } as const;
const WORDS = { up: 'up', down: 'down', same: 'the same' } as const;

/** `<footfall-tile>`: one number, large, with the earlier one beside it. With `money`, values of `by` are currencies. */
export class Tile extends AnswerCard {
  private readonly list = make('div', 'figures');
  private readonly rolling = new WeakMap<Element, RollingNumber>();

  constructor() {
    super();
    this.body.append(this.list);
  }

  protected override styles(): CSSStyleSheet[] {
    return [STYLES];
  }

  protected override draw(answer: Answer): string | null {
    fill(this.list, figures(answer, this.hasAttribute('money')), createFigure, (element, figure) =>
      this.drawFigure(element, figure, earlierOf(answer) ?? ''),
    );
    return null;
  }

  private drawFigure(element: Element, figure: Figure, earlier: string): void {
    const [number, spoken, comparison] = [...element.children];
    if (!(number instanceof HTMLElement) || spoken === undefined || comparison === undefined) {
      return;
    }
    const rolling = this.rolling.get(number) ?? new RollingNumber(number);
    this.rolling.set(number, rolling);
    rolling.show(figure.value, figure.format);
    const shown = figure.format(figure.value);
    number.style.setProperty('--characters', String(shown.length));
    setText(spoken, [shown, figure.name].join(' ').trim());
    drawComparison(comparison, figure.comparison, figure.name, earlier);
  }
}

function createFigure(): HTMLElement {
  const figure = make('div', 'figure');
  const number = make('div', 'number');
  number.setAttribute('aria-hidden', 'true');
  figure.append(number, make('span', 'hidden-text'), make('div', 'comparison'));
  return figure;
}

function drawComparison(
  element: Element,
  comparison: Comparison | null,
  name: string,
  earlier: string,
): void {
  if (comparison === null) {
    setText(element, name);
    return;
  }
  const { direction, difference, previous } = comparison;
  const before = `${previous} ${earlier.startsWith('this') ? 'at' : 'in'} ${earlier}`;
  if (direction === 'unknown') {
    setText(element, `${name} ${before}`.trim());
    return;
  }
  const isSame = direction === 'same';
  const badge = make('b', isSame ? '' : direction, isSame ? 'Same' : `${ARROWS[direction]} ${difference}`);
  badge.setAttribute('aria-label', isSame ? WORDS.same : `${WORDS[direction]} ${difference}`);
  badge.setAttribute('role', 'img');
  element.replaceChildren(name === '' ? '' : `${name} `, badge, ` · ${before}`);
}
