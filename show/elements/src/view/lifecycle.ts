import { type Answer, timezoneOf } from '../model/answer';
import { day, number } from '../model/format';
import { PARTS, sum, type Turnover, turnovers } from '../model/lifecycle';
import { AnswerCard } from './card';
import { fill, make, setText, sheet } from './dom';
import styles from './lifecycle.css?inline';

const STYLES = sheet(styles);
/** More labels would run into each other. */
const LABELS_MAX = 7;

const WORDS = { new: 'New', returning: 'Returning', resurrecting: 'Back again', dormant: 'Gone' } as const;

/** `<footfall-lifecycle>`: for each interval a bar of who was active, and below the line one of who no longer was. */
export class Lifecycle extends AnswerCard {
  private readonly bars = make('ol');

  constructor() {
    super();
    const legend = make('p', 'legend');
    for (const [part, words] of Object.entries(WORDS)) {
      const entry = make('span');
      entry.append(make('i', part), words);
      legend.append(entry);
    }
    this.body.append(this.bars, legend);
  }

  protected override styles(): CSSStyleSheet[] {
    return [STYLES];
  }

  protected override draw(answer: Answer): string | null {
    const all = turnovers(answer);
    const zone = timezoneOf(answer);
    setText(this.note, all.length === 0 ? '' : `by ${answer.question.interval ?? 'interval'}`);
    const every = Math.ceil(all.length / LABELS_MAX);
    fill(this.bars, all, createBar, (element, turnover, place) => {
      drawBar(element, turnover, zone);
      element.classList.toggle('labelled', place % every === 0);
    });
    return all.every(({ active }) => sum(active) === 0) ? 'Nobody was active yet.' : null;
  }
}

function createBar(): HTMLElement {
  const bar = make('li');
  const up = make('div', 'up-bar');
  // The first part stands at the bottom, on the line.
  up.append(...[...PARTS].reverse().map((part) => make('div', part)));
  const down = make('div', 'down-bar');
  down.append(make('div', 'dormant'));
  bar.append(up, down, make('span', 'when'));
  return bar;
}

function drawBar(bar: HTMLElement, turnover: Turnover, zone: string): void {
  for (const part of [...PARTS, 'dormant'] as const) {
    const piece = bar.querySelector(`.${part}`);
    if (piece instanceof HTMLElement) {
      piece.style.height = `${turnover.shares[part] * 100}%`;
    }
  }
  const when = day(new Date(turnover.at), zone);
  const words = [
    ...PARTS.map((part) => `${WORDS[part].toLowerCase()} ${number(turnover.active[part])}`),
    turnover.dormant === null ? 'still running' : `gone ${number(turnover.dormant)}`,
  ].join(', ');
  bar.title = `${when}: ${words}`;
  bar.setAttribute('aria-label', bar.title);
  bar.classList.toggle('running', turnover.dormant === null);
  const label = bar.lastElementChild;
  if (label !== null) {
    setText(label, when);
  }
}
