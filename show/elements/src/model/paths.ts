import { type Answer, numberIn, OTHER, type Value } from './answer';

/** From one thing to the next, and how often. */
export interface Link {
  readonly from: string;
  readonly to: string;
  /** Null where it stands for many. */
  readonly customers: number | null;
  readonly occurrences: number;
  /** Of the most frequent link of its step, 0 to 1. */
  readonly share: number;
  /** Whether it stands for all that are not listed by name. */
  readonly isRest: boolean;
}

/** The links of one step, most frequent first. */
export interface Step {
  readonly step: number;
  readonly links: readonly Link[];
  /** How many more there are than are drawn. */
  readonly more: number;
}

/** More links of a step could not be looked over. */
export const LINKS_MAX = 8;

/** The steps of a paths answer, outwards from the event that they begin or end with. */
export function pathSteps(answer: Answer): readonly Step[] {
  const steps = new Map<number, Link[]>();
  for (const row of answer.rows) {
    const step = numberIn(row, 'step') ?? 0;
    const links = steps.get(step) ?? [];
    links.push({
      from: place(row.from, 'Begins here'),
      to: place(row.to, 'Ends here'),
      customers: numberIn(row, 'customers'),
      occurrences: numberIn(row, 'occurrences') ?? 0,
      share: 0,
      isRest: row.from === OTHER || row.to === OTHER,
    });
    steps.set(step, links);
  }
  return [...steps].map(([step, links]) => {
    const largest = Math.max(1, ...links.map(({ occurrences }) => occurrences));
    return {
      step,
      links: links.slice(0, LINKS_MAX).map((link) => ({ ...link, share: link.occurrences / largest })),
      more: Math.max(0, links.length - LINKS_MAX),
    };
  });
}

function place(name: Value | undefined, nothing: string): string {
  if (name === null || name === undefined) {
    return nothing;
  }
  return name === OTHER ? 'Anything else' : String(name);
}
