import { expect, test } from 'vitest';
import type { Answer, Row } from './answer';
import { LINES_MAX, table } from './table';

function answer(...rows: Row[]): Answer {
  return {
    question: { kind: 'sessions', interval: 'day' },
    definition: '',
    period: null,
    asOf: { time: '2026-03-20T10:00:00Z', eventTime: null },
    computedAt: '2026-03-20T10:00:00Z',
    ignored: 0,
    capped: false,
    rows,
  };
}

test('fields become words, shares percentages, seconds lengths of time, and days dates', () => {
  const row = {
    at: '2026-03-02T00:00:00Z',
    sessions: 1234,
    bounceRate: 0.25,
    medianSeconds: 90,
    p90Seconds: null,
  };
  expect(table(answer(row), 'en')).toEqual({
    titles: ['At', 'Sessions', 'Bounce rate', 'Median length', 'P90 length'],
    lines: [['Mar 2', '1,234', '25.0%', '1 min 30 s', '–']],
    more: 0,
  });
});

test('what rows are broken down by is said in the words given', () => {
  const row = { by: 'google', medianSeconds: 90 };
  const split: Answer = { ...answer(row), question: { kind: 'funnel', by: 'context.campaign.source' } };
  expect(table(split, 'en', 'Source').titles).toEqual(['Source', 'Median time']);
  expect(table(split, 'en').titles).toEqual(['By', 'Median time']);
});

test('days active are days', () => {
  expect(table(answer({ intervals: 2, customers: 5 }), 'en').titles).toEqual(['Days', 'Customers']);
});

test('what one row alone has is a column all the same', () => {
  expect(table(answer({ by: 'a', value: 1 }, { by: '(other)', previous: 2 }), 'en').lines).toEqual([
    ['a', '1', '–'],
    ['All others', '–', '2'],
  ]);
});

test('a long table is cut, and says so', () => {
  const drawn = table(answer(...Array.from({ length: LINES_MAX + 3 }, (_, value) => ({ value }))));
  expect(drawn.lines).toHaveLength(LINES_MAX);
  expect(drawn.more).toBe(3);
});
