import type { Answer } from '../model/answer';
import { duration, number, percent } from '../model/format';
import { conversion, type Group, groups, type Step } from '../model/funnel';
import { AnswerCard } from './card';
import { fill, make, setText, sheet } from './dom';
import styles from './funnel.css?inline';

const STYLES = sheet(styles);

/** `<footfall-funnel>`: a bar for each step, with those who still have time hatched at its end. */
export class Funnel extends AnswerCard {
  private readonly list = make('div');
  private readonly legend = make('p', 'legend');

  constructor() {
    super();
    this.legend.append(make('i', 'open'), 'Still open: not through yet, and still within their time');
    this.body.append(this.list, this.legend);
  }

  protected override styles(): CSSStyleSheet[] {
    return [STYLES];
  }

  protected override draw(answer: Answer): string | null {
    const all = groups(answer);
    const first = all[0];
    if (first === undefined || first.steps.every((step) => step.customers === 0)) {
      setText(this.note, '');
      return 'Nobody has begun yet.';
    }
    setText(this.note, all.length === 1 ? `${percent(conversion(first))} go all the way` : '');
    this.legend.hidden = !all.some((group) => group.steps.some((step) => step.open > 0));
    fill(this.list, all, createGroup, drawGroup);
    return null;
  }
}

function createGroup(): HTMLElement {
  const group = make('div');
  group.append(make('h3'), make('ol'));
  return group;
}

function drawGroup(element: HTMLElement, group: Group): void {
  const [heading, list] = [...element.children];
  if (heading instanceof HTMLElement && list !== undefined) {
    heading.hidden = group.name === '';
    setText(heading, group.name);
    fill(list, group.steps, createStep, drawStep);
  }
}

function createStep(): HTMLElement {
  const step = make('li');
  const line = make('div', 'line');
  line.append(make('span', 'event'), make('span', 'count'), make('span', 'share'));
  const bar = make('div', 'bar');
  bar.setAttribute('aria-hidden', 'true');
  bar.append(make('span', 'settled'), make('span', 'open'));
  step.append(line, bar, make('div', 'detail'));
  return step;
}

function drawStep(element: HTMLElement, step: Step): void {
  const text = (selector: string, value: string): void => {
    const part = element.querySelector(selector);
    if (part !== null) {
      setText(part, value);
    }
  };
  text('.event', step.event);
  text('.count', number(step.customers));
  text('.share', percent(step.fromStart));
  text('.detail', detail(step));
  const [settled, open] = [...(element.querySelector('.bar')?.children ?? [])];
  if (settled instanceof HTMLElement && open instanceof HTMLElement) {
    settled.style.width = `${step.settledShare * 100}%`;
    open.style.width = `${step.openShare * 100}%`;
  }
}

function detail(step: Step): string {
  const parts = [];
  if (step.fromPrevious !== null) {
    parts.push(`${percent(step.fromPrevious)} of the step before`);
  }
  if (step.medianSeconds !== null) {
    parts.push(`half within ${duration(step.medianSeconds)}`);
  }
  if (step.open > 0) {
    parts.push(`${number(step.open)} still open`);
  }
  return parts.length === 0 ? (step.place === 1 ? 'Begin here' : 'Nobody yet') : parts.join(' · ');
}
