import { type Answer, nameOf, numberIn, type Row } from './answer';

/** One square of the map: how many of a cohort came back so many intervals later. */
export interface Cell {
  readonly customers: number | null;
  /** 0 to 1; null where there is none. */
  readonly rate: number | null;
  /** How dark it is drawn, 0 to 1: the rate over the largest of those who came back later, so that small rates differ too. */
  readonly strength: number;
  /** Whether the interval is over for all of the cohort. */
  readonly isComplete: boolean;
}

/** One line of the map. */
export interface Cohort {
  /** When the cohort began, RFC 3339; null for all of them together. */
  readonly start: string | null;
  readonly size: number;
  /** By offset; null where nothing is known yet. */
  readonly cells: readonly (Cell | null)[];
}

/** The cohorts of one value of `by`; without `by` there is one group without a name. */
export interface Group {
  readonly name: string;
  readonly cohorts: readonly Cohort[];
}

/** The row that stands for all cohorts together. */
const ALL = 'all';

/** At most this many values of `by` are drawn: more maps could not be looked over. */
export const GROUPS_MAX = 4;

/** The maps of a retention answer: cohorts in time, all of them together last, columns by offset. */
export function retention(answer: Answer): readonly Group[] {
  const groups = new Map<string, Map<string, Row[]>>();
  for (const row of answer.rows) {
    const group = entry(groups, nameOf(row.by), () => new Map<string, Row[]>());
    entry(group, String(row.cohort), () => []).push(row);
  }
  const largest = Math.max(0, ...answer.rows.map(rateLater)) || 1;
  return [...groups].slice(0, GROUPS_MAX).map(([name, cohorts]) => ({
    name,
    cohorts: [...cohorts].map(([start, rows]) => cohort(start, rows, largest)),
  }));
}

/** The share that came back in a later interval; in the one they began in most are there. */
function rateLater(row: Row): number {
  return (numberIn(row, 'offset') ?? 0) > 0 ? (numberIn(row, 'rate') ?? 0) : 0;
}

function cohort(start: string, rows: readonly Row[], largest: number): Cohort {
  const last = Math.max(...rows.map((row) => numberIn(row, 'offset') ?? 0));
  const cells: (Cell | null)[] = Array.from({ length: last + 1 }, () => null);
  for (const row of rows) {
    if (row.complete !== true && (numberIn(row, 'customers') ?? 0) === 0) {
      // It may lie wholly in the future: a square that says 0 % would be read as a loss.
      continue;
    }
    cells[numberIn(row, 'offset') ?? 0] = {
      customers: numberIn(row, 'customers'),
      rate: numberIn(row, 'rate'),
      strength: Math.min(1, (numberIn(row, 'rate') ?? 0) / largest),
      isComplete: row.complete === true,
    };
  }
  return { start: start === ALL ? null : start, size: numberIn(rows[0], 'size') ?? 0, cells };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  map.set(key, made);
  return made;
}
