import { expect, test } from 'vitest';
import { paceMillis } from './pace';

test('a pace is said in seconds, and nothing sensible is no pace', () => {
  expect(['2', '0.5', 'never', null, '', '-1', 'often', 'Infinity'].map(paceMillis)).toEqual([
    2_000,
    500,
    Number.POSITIVE_INFINITY,
    0,
    0,
    0,
    0,
    0,
  ]);
});
