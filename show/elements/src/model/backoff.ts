/** The first wait before connecting again, doubled with each failure in a row. */
export const WAIT_MILLIS_MIN = 250;

/** The longest wait: an engine that is back is found well within the 10 seconds the badge promises. */
export const WAIT_MILLIS_MAX = 3_000;

/** How long a refusal (no access, no such question) is left before asking again. */
export const REFUSED_WAIT_MILLIS = 5_000;

/**
 * How long to wait before the next attempt. Spread by up to a quarter, so that many pages do not come back at once.
 *
 * @param failures attempts that failed in a row, from 1
 * @param random a number from 0 to 1
 */
export function waitMillis(failures: number, random: number): number {
  const doubled = WAIT_MILLIS_MIN * 2 ** Math.min(failures - 1, 16);
  return Math.round(Math.min(doubled, WAIT_MILLIS_MAX) * (1 - random / 4));
}
