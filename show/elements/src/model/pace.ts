/** The attribute value that stops drawing. */
export const NEVER = 'never';

/**
 * The shortest time between two drawings, in milliseconds, as the attribute `every` says it in seconds: 0 without it,
 * infinite for `never`. What is no number is as if it were not there.
 */
export function paceMillis(every: string | null): number {
  if (every === NEVER) {
    return Number.POSITIVE_INFINITY;
  }
  const seconds = Number(every ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 0;
}
