import { type Answer, type Change, OTHER, type Row, type Value } from './answer';

/** The fields that tell one row of an answer from another, by kind of question. */
const KEY_FIELDS: Readonly<Record<string, readonly string[]>> = {
  trend: ['by', 'at'],
  funnel: ['by', 'step'],
  retention: ['by', 'cohort', 'offset'],
  sessions: ['by', 'at'],
  lifecycle: ['at'],
  stickiness: ['intervals'],
  paths: ['step', 'from', 'to'],
  experiment: ['variation'],
};

/** The number that ranks the values of `by`. */
const RANKING_FIELD: Readonly<Record<string, string>> = {
  trend: 'value',
  funnel: 'customers',
  sessions: 'sessions',
};

/** The answer after the change, with its rows in the order in which the engine gives whole answers. */
export function applyChange(answer: Answer, change: Change): Answer {
  const kind = answer.question.kind;
  const rows = new Map(answer.rows.map((row) => [rowKey(kind, row), row]));
  for (const gone of change.gone) {
    rows.delete(rowKey(kind, gone));
  }
  for (const row of change.set) {
    rows.set(rowKey(kind, row), row);
  }
  return { ...answer, asOf: change.asOf, rows: inOrder(kind, [...rows.values()]) };
}

/** A text that is equal for two rows exactly when all their key fields are. */
export function rowKey(kind: string, row: Row): string {
  const fields = KEY_FIELDS[kind] ?? [];
  return JSON.stringify(fields.map((field) => row[field] ?? null));
}

/** Links of paths within a step by how often they are taken, then by what they join, where nothing comes last. */
function compareLinks(left: Row, right: Row): number {
  const byStep = Number(left.step) - Number(right.step);
  const byRank = byStep === 0 ? Number(right.occurrences) - Number(left.occurrences) : byStep;
  return byRank === 0 ? compareEnds(left.from, right.from) || compareEnds(left.to, right.to) : byRank;
}

function compareEnds(left: Value | undefined, right: Value | undefined): number {
  const isNothing = Number((left ?? null) === null) - Number((right ?? null) === null);
  return isNothing === 0 ? compareValues(left ?? null, right ?? null) : isNothing;
}

/** Rows by rank of their `by` value with `(other)` last, then by their remaining key fields. */
function inOrder(kind: string, rows: readonly Row[]): readonly Row[] {
  if (kind === 'paths') {
    return rows.toSorted(compareLinks);
  }
  const totals = totalsByValue(kind, rows);
  const fields = (KEY_FIELDS[kind] ?? []).filter((field) => field !== 'by');
  return rows.toSorted((left, right) => {
    const byRank = compareRank(left.by ?? null, right.by ?? null, totals);
    if (byRank !== 0) {
      return byRank;
    }
    for (const field of fields) {
      const order = compareValues(left[field] ?? null, right[field] ?? null);
      if (order !== 0) {
        return order;
      }
    }
    return 0;
  });
}

/**
 * What each value of `by` adds up to over its rows. For measures that do not add up (a median over intervals) it is
 * near the engine's rank but need not equal it; the next whole answer puts that right.
 */
function totalsByValue(kind: string, rows: readonly Row[]): Map<Value, number> {
  const field = RANKING_FIELD[kind];
  const totals = new Map<Value, number>();
  for (const row of rows) {
    const number = field === undefined ? null : row[field];
    const isRanking = kind !== 'funnel' || row.step === 1;
    if (typeof number === 'number' && isRanking) {
      const value = row.by ?? null;
      totals.set(value, (totals.get(value) ?? 0) + number);
    }
  }
  return totals;
}

function compareRank(left: Value, right: Value, totals: Map<Value, number>): number {
  if (left === right) {
    return 0;
  }
  if (left === OTHER || right === OTHER) {
    return left === OTHER ? 1 : -1;
  }
  const none = Number.NEGATIVE_INFINITY;
  const leftTotal = totals.get(left) ?? none;
  const rightTotal = totals.get(right) ?? none;
  return leftTotal === rightTotal ? compareValues(left, right) : rightTotal - leftTotal;
}

/** Booleans, then numbers by size, then text by code point. */
function compareValues(left: Value, right: Value): number {
  const byType = typeOrder(left) - typeOrder(right);
  if (byType !== 0 || left === null || right === null || left === right) {
    return byType;
  }
  return left < right ? -1 : 1;
}

function typeOrder(value: Value): number {
  return ['boolean', 'number', 'string'].indexOf(typeof value);
}
