import { expect, test } from 'vitest';
import type { Answer, Row } from './answer';
import { sum, turnovers } from './lifecycle';

function answer(...rows: Row[]): Answer {
  return {
    question: { kind: 'lifecycle', interval: 'week' },
    definition: '',
    period: null,
    asOf: { time: '2026-03-20T10:00:00Z', eventTime: null },
    computedAt: '2026-03-20T10:00:00Z',
    ignored: 0,
    capped: false,
    rows,
  };
}

test('bars are as long as their share of the largest, up or down', () => {
  const [first, second] = turnovers(
    answer(
      { at: '2026-03-02T00:00:00Z', new: 4, returning: 3, resurrecting: 1, dormant: -2 },
      { at: '2026-03-09T00:00:00Z', new: 1, returning: 1, resurrecting: 0, dormant: -6 },
    ),
  );
  expect(first?.shares).toEqual({ new: 0.5, returning: 0.375, resurrecting: 0.125, dormant: 0.25 });
  expect(second?.shares.dormant).toBe(0.75);
  expect(second && sum(second.active)).toBe(2);
});

test('who is missing is not known while the interval runs', () => {
  const [running] = turnovers(
    answer({ at: '2026-03-16T00:00:00Z', new: 0, returning: 0, resurrecting: 0, dormant: null }),
  );
  expect(running?.dormant).toBeNull();
  expect(running?.shares).toEqual({ new: 0, returning: 0, resurrecting: 0, dormant: 0 });
});
