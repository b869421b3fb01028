import { expect, test } from 'vitest';
import { WAIT_MILLIS_MAX, waitMillis } from './backoff';

test('waits double up to the longest', () => {
  expect([1, 2, 3, 4, 5, 500].map((failures) => waitMillis(failures, 0))).toEqual([
    250,
    500,
    1_000,
    2_000,
    WAIT_MILLIS_MAX,
    WAIT_MILLIS_MAX,
  ]);
});

test('waits are spread by up to a quarter', () => {
  expect(waitMillis(9, 1)).toBe(WAIT_MILLIS_MAX * 0.75);
});
