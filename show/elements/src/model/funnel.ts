import { type Answer, nameOf, numberIn, type Row, type Value } from './answer';

/** One step of a funnel, as lengths of a bar and the numbers beside it. */
export interface Step {
  readonly place: number;
  readonly event: string;
  readonly customers: number;
  /** Customers of this step over those of the first, 0 to 1. */
  readonly fromStart: number | null;
  /** Customers of this step over those of the one before, null on the first. */
  readonly fromPrevious: number | null;
  /** Customers here who are not through yet and still have time. */
  readonly open: number;
  /** The bar's solid part: customers here who are through or out of time, as a share of the first step. */
  readonly settledShare: number;
  /** The bar's hatched part, as a share of the first step. */
  readonly openShare: number;
  readonly medianSeconds: number | null;
}

/** The steps of a funnel for one value of `by`; `name` is empty without one. */
export interface Group {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The groups of an answer, in its order. */
export function groups(answer: Answer): readonly Group[] {
  const byValue = new Map<Value, Row[]>();
  for (const row of answer.rows) {
    const by = row.by ?? null;
    byValue.set(by, [...(byValue.get(by) ?? []), row]);
  }
  return [...byValue.entries()].map(([by, rows]) => ({ name: nameOf(by), steps: steps(rows) }));
}

/** How many of those who began are through. */
export function conversion(group: Group): number | null {
  return group.steps.at(-1)?.fromStart ?? null;
}

function steps(rows: readonly Row[]): readonly Step[] {
  const first = counted(rows[0]);
  return rows.map((row) => {
    const customers = counted(row);
    const open = numberIn(row, 'open') ?? 0;
    return {
      place: numberIn(row, 'step') ?? 0,
      event: eventName(row),
      customers,
      fromStart: numberIn(row, 'fromStart'),
      fromPrevious: numberIn(row, 'fromPrevious'),
      open,
      settledShare: first === 0 ? 0 : (customers - open) / first,
      openShare: first === 0 ? 0 : open / first,
      medianSeconds: numberIn(row, 'medianSeconds'),
    };
  });
}

/** Funnels count customers, or, by entries and by sessions, just count. */
function counted(row: Row | undefined): number {
  return numberIn(row, 'customers') ?? numberIn(row, 'count') ?? 0;
}

/** A step may be one event or any of a list. */
function eventName(row: Row): string {
  const event: unknown = row.event;
  if (Array.isArray(event)) {
    return event.join(' or ');
  }
  return event === '*' ? 'Any event' : typeof event === 'string' ? event : `Any ${row.step} steps`;
}
