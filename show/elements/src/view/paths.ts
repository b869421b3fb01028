import type { Answer } from '../model/answer';
import { number } from '../model/format';
import { type Link, pathSteps, type Step } from '../model/paths';
import { AnswerCard } from './card';
import { fill, make, setText, sheet } from './dom';
import styles from './paths.css?inline';

const STYLES = sheet(styles);

/** `<footfall-paths>`: step by step, what is done after what, the most frequent first. */
export class Paths extends AnswerCard {
  private readonly list = make('div', 'steps');

  constructor() {
    super();
    this.body.append(this.list);
  }

  protected override styles(): CSSStyleSheet[] {
    return [STYLES];
  }

  protected override draw(answer: Answer): string | null {
    const steps = pathSteps(answer);
    fill(this.list, steps, createStep, drawStep);
    return steps.length === 0 ? 'Nobody has come this way yet.' : null;
  }
}

function createStep(): HTMLElement {
  const step = make('section');
  step.append(make('h3'), make('ol'), make('p', 'soft'));
  return step;
}

function drawStep(element: HTMLElement, step: Step): void {
  const [heading, list, more] = [...element.children];
  if (heading === undefined || list === undefined || !(more instanceof HTMLElement)) {
    return;
  }
  setText(heading, `Step ${step.step}`);
  fill(list, step.links, createLink, drawLink);
  more.hidden = step.more === 0;
  setText(more, `and ${number(step.more)} more`);
}

function createLink(): HTMLElement {
  const link = make('li');
  const line = make('div', 'line');
  line.append(make('span', 'name'), make('span', 'count'));
  link.append(line, make('div', 'bar'));
  return link;
}

function drawLink(element: HTMLElement, link: Link): void {
  const [line, bar] = [...element.children];
  const [name, count] = [...(line?.children ?? [])];
  if (name === undefined || count === undefined || !(bar instanceof HTMLElement)) {
    return;
  }
  element.classList.toggle('rest', link.isRest);
  setText(name, link.isRest ? 'Anything else' : `${link.from} → ${link.to}`);
  setText(count, number(link.occurrences));
  element.title = link.customers === null ? '' : `${number(link.customers)} customers`;
  bar.style.width = `${link.share * 100}%`;
}
