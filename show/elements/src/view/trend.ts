import uPlot from 'uplot';
import plotStyles from 'uplot/dist/uPlot.min.css?inline';
import { type Answer, timezoneOf } from '../model/answer';
import { clockMinutes, compact, day, number } from '../model/format';
import { type Chart, chart, newestWhole } from '../model/trend';
import { AnswerCard } from './card';
import { fill, make, setText, sheet } from './dom';
import styles from './trend.css?inline';

const STYLES = [sheet(plotStyles), sheet(styles)];
const HEIGHT_MIN = 190;
const COLORS = ['accent', 'second', 'third', 'fourth', 'soft', 'up', 'warn', 'down'];

/** `<footfall-trend>`: numbers over time; the interval that still runs is dashed. `unit` names what is counted. Dragging zooms. */
export class Trend extends AnswerCard {
  private readonly host = make('div', 'plot');
  private readonly spoken = make('p', 'hidden-text');
  private readonly resized = new ResizeObserver(() => this.resize());
  private readonly themed = matchMedia('(prefers-color-scheme: dark)');
  private readonly retheme = (): void => this.rebuild();
  private readonly legend = make('ul', 'legend');
  private plot: uPlot | null = null;
  private isZoomed = false;
  private shape = '';
  private latest: Answer | null = null;

  constructor() {
    super();
    this.host.setAttribute('aria-hidden', 'true');
    this.body.append(this.legend, this.host, this.spoken);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this.host);
    this.themed.addEventListener('change', this.retheme);
    document.addEventListener('footfall-theme', this.retheme);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.themed.removeEventListener('change', this.retheme);
    document.removeEventListener('footfall-theme', this.retheme);
  }

  protected override styles(): CSSStyleSheet[] {
    return STYLES;
  }

  protected override draw(answer: Answer): string | null {
    this.latest = answer;
    const drawn = chart(answer);
    if (drawn.lines.length === 0) {
      return 'Nothing in this period yet.';
    }
    const unit = this.getAttribute('unit') ?? '';
    const newest = newestWhole(drawn);
    setText(
      this.note,
      newest === null || drawn.lines.length > 1
        ? ''
        : `${number(newest)} ${unit} in the last full ${intervalWord(answer)}`,
    );
    setText(this.spoken, inWords(drawn, unit));
    this.legend.hidden = drawn.lines.length < 2;
    fill(this.legend, drawn.lines, createName, (name, line, place) => {
      name.style.setProperty('--line', `var(--footfall-${COLORS[place] ?? 'accent'})`);
      setText(name, line.name);
    });
    const shape = JSON.stringify(drawn.lines.map((line) => line.name));
    if (this.plot === null || shape !== this.shape) {
      this.shape = shape;
      this.isZoomed = false;
      this.plot?.destroy();
      this.plot = new uPlot(this.options(drawn, answer), columns(drawn), this.host);
      this.plot.over.addEventListener('dblclick', () => {
        this.isZoomed = false;
        this.sayZoom();
      });
    } else {
      this.plot.setData(columns(drawn), !this.isZoomed);
      this.plot.redraw(this.isZoomed);
    }
    this.sayZoom();
    return null;
  }

  private options(drawn: Chart, answer: Answer): uPlot.Options {
    const zone = timezoneOf(answer);
    const soft = this.color('soft');
    const line = this.color('line');
    const font = `12px ${getComputedStyle(this.host).fontFamily}`;
    const label = (seconds: number): string => {
      const at = new Date(seconds * 1_000);
      return isByDay(answer) ? day(at, zone) : clockMinutes(at, zone);
    };
    const axis = { stroke: soft, font, ticks: { show: false } };
    return {
      width: this.host.clientWidth || 300,
      height: this.height(),
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), zone),
      legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false }, points: { size: 7 } },
      scales: { y: { range: (_plot, _low, high) => [0, Math.max(4, (high ?? 0) * 1.12)] } },
      axes: [
        { ...axis, grid: { show: false }, size: 26, space: 70, values: (_plot, splits) => splits.map(label) },
        {
          ...axis,
          grid: { stroke: line, width: 1 },
          size: 48,
          space: 36,
          values: (_plot, splits) => splits.map((split) => (split === null ? '' : compact(split))),
        },
      ],
      series: [{}, ...drawn.lines.flatMap((_line, place) => this.series(place, drawn.lines.length === 1))],
      hooks: {
        setCursor: [(plot) => this.point(plot, label)],
        // What the reader has zoomed into stays where it is while numbers come; a double click lets go.
        setSelect: [
          (plot) => {
            this.isZoomed = this.isZoomed || plot.select.width > 0;
          },
        ],
      },
    };
  }

  /** A line's whole intervals, and its last stretch, dashed. */
  private series(place: number, isFilled: boolean): uPlot.Series[] {
    const stroke = this.color(COLORS[place] ?? 'accent');
    const whole: uPlot.Series = { stroke, width: 2, points: { show: false } };
    if (isFilled) {
      whole.fill = this.color('wash');
    }
    return [whole, { stroke, width: 2, dash: [4, 4], points: { show: false } }];
  }

  /** Says in the attribute `zoomed` from when to when the line is shown, in seconds since 1970, if not all of it is. */
  private sayZoom(): void {
    const { min, max } = this.plot?.scales.x ?? {};
    if (this.isZoomed && typeof min === 'number' && typeof max === 'number') {
      this.setAttribute('zoomed', `${Math.round(min)} ${Math.round(max)}`);
    } else {
      this.removeAttribute('zoomed');
    }
  }

  private point(plot: uPlot, label: (seconds: number) => string): void {
    const place = plot.cursor.idx;
    const drawn = this.latest === null ? null : chart(this.latest);
    const at = place === null || place === undefined ? undefined : drawn?.instants[place];
    this.host.title =
      at === undefined || drawn === null
        ? ''
        : [label(at), ...drawn.lines.map((line) => `${line.name} ${number(line.values[place ?? 0] ?? null)}`)]
            .join(' · ')
            .trim();
  }

  private color(name: string): string {
    return getComputedStyle(this).getPropertyValue(`--footfall-${name}`).trim() || '#5b6675';
  }

  private height(): number {
    return Math.max(HEIGHT_MIN, this.host.clientHeight);
  }

  private resize(): void {
    if (this.plot !== null && this.host.clientWidth > 0) {
      this.plot.setSize({ width: this.host.clientWidth, height: this.height() });
    }
  }

  private rebuild(): void {
    this.shape = '';
    if (this.latest !== null) {
      this.draw(this.latest);
    }
  }
}

function createName(): HTMLElement {
  return make('li');
}

function columns(drawn: Chart): uPlot.AlignedData {
  const running = drawn.running < 0 ? drawn.instants.length : drawn.running;
  const columns = drawn.lines.flatMap(({ values }) => [
    values.map((value, place) => (place < running ? value : null)),
    values.map((value, place) => (place >= running - 1 && drawn.running >= 0 ? value : null)),
  ]);
  return [[...drawn.instants], ...columns];
}

function isByDay(answer: Answer): boolean {
  return ['day', 'week', 'month'].includes(answer.question.interval ?? '');
}

function intervalWord(answer: Answer): string {
  const interval = answer.question.interval ?? '';
  return interval === '1m'
    ? 'minute'
    : /^\d+m$/.test(interval)
      ? `${interval.slice(0, -1)} minutes`
      : interval;
}

function inWords(drawn: Chart, unit: string): string {
  const values = (drawn.lines[0]?.values ?? []).filter((value) => value !== null);
  return `${values.length} intervals, from ${number(Math.min(...values))} to ${number(Math.max(...values))} ${unit}.`;
}
