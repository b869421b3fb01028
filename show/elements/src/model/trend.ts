import { type Answer, nameOf, numberIn, type Value } from './answer';

/** One line of a trend: a number for each instant, null where there is none. */
export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** A trend ready for drawing. */
export interface Chart {
  /** The intervals' starts in seconds since 1970, ascending. */
  readonly instants: readonly number[];
  readonly lines: readonly Line[];
  /** The place in `instants` of the interval that still runs, -1 if none does. */
  readonly running: number;
}

const INTERVAL_SECONDS: Readonly<Record<string, number>> = {
  '1m': 60,
  '5m': 300,
  '10m': 600,
  '15m': 900,
  '30m': 1_800,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  // The shortest month: a running one is never taken for a finished one before its end is drawn.
  month: 28 * 86_400,
};

/** At most this many lines are drawn; more cannot be told apart. */
export const LINES_MAX = 8;

/** The lines of an answer with intervals, in its rank, as columns over common instants. */
export function chart(answer: Answer): Chart {
  const values = new Map<Value, Map<number, number | null>>();
  const instants = new Set<number>();
  for (const row of answer.rows) {
    const at = Date.parse(String(row.at)) / 1_000;
    if (Number.isNaN(at)) {
      continue;
    }
    instants.add(at);
    const by = row.by ?? null;
    const line = values.get(by) ?? new Map<number, number | null>();
    line.set(at, numberIn(row, 'value'));
    values.set(by, line);
  }
  const ascending = [...instants].toSorted((left, right) => left - right);
  const lines = [...values.entries()].slice(0, LINES_MAX).map(([by, line]) => ({
    name: nameOf(by),
    values: ascending.map((at) => line.get(at) ?? null),
  }));
  return { instants: ascending, lines, running: runningInterval(answer, ascending) };
}

function runningInterval(answer: Answer, instants: readonly number[]): number {
  const last = instants.at(-1);
  const seconds = INTERVAL_SECONDS[answer.question.interval ?? 'none'];
  if (last === undefined || seconds === undefined) {
    return -1;
  }
  // An as-of exactly at an interval's end leaves it whole.
  return Date.parse(answer.asOf.time) / 1_000 < last + seconds ? instants.length - 1 : -1;
}

/** The newest number of a line whose interval is over, null if there is none. */
export function newestWhole(chart: Chart): number | null {
  const end = chart.running < 0 ? chart.instants.length : chart.running;
  return chart.lines[0]?.values[end - 1] ?? null;
}
