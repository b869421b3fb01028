import { type Answer, numberIn } from './answer';

/** What a customer may be in an interval, in the order in which the parts of a bar are stacked. */
export const PARTS = ['new', 'returning', 'resurrecting'] as const;

export type Part = (typeof PARTS)[number];

/** One interval: who was active in it, and who no longer was. */
export interface Turnover {
  /** When it begins, RFC 3339. */
  readonly at: string;
  /** Active customers by what they are. */
  readonly active: Readonly<Record<Part, number>>;
  /** Customers of the interval before who are missing, as a positive number; null while that is not known. */
  readonly dormant: number | null;
  /** Lengths of bars, 0 to 1, of the largest of all bars. */
  readonly shares: Readonly<Record<Part | 'dormant', number>>;
}

/** The intervals of a lifecycle answer, in time. */
export function turnovers(answer: Answer): readonly Turnover[] {
  const counted = answer.rows.map((row) => ({
    at: String(row.at),
    active: {
      new: numberIn(row, 'new') ?? 0,
      returning: numberIn(row, 'returning') ?? 0,
      resurrecting: numberIn(row, 'resurrecting') ?? 0,
    },
    dormant: lost(numberIn(row, 'dormant')),
  }));
  const largest = Math.max(1, ...counted.flatMap(({ active, dormant }) => [sum(active), dormant ?? 0]));
  return counted.map((interval) => ({
    ...interval,
    shares: {
      new: interval.active.new / largest,
      returning: interval.active.returning / largest,
      resurrecting: interval.active.resurrecting / largest,
      dormant: (interval.dormant ?? 0) / largest,
    },
  }));
}

/** How many customers were active in an interval. */
export function sum(active: Turnover['active']): number {
  return PARTS.reduce((total, part) => total + active[part], 0);
}

function lost(dormant: number | null): number | null {
  return dormant === null ? null : Math.abs(dormant);
}
