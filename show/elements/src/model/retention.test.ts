import { expect, test } from 'vitest';
import type { Answer, Row } from './answer';
import { GROUPS_MAX, retention } from './retention';

function answer(...rows: Row[]): Answer {
  return {
    question: { kind: 'retention', interval: 'week' },
    definition: '',
    period: null,
    asOf: { time: '2026-03-20T10:00:00Z', eventTime: null },
    computedAt: '2026-03-20T10:00:00Z',
    ignored: 0,
    capped: false,
    rows,
  };
}

const cell = (cohort: string, offset: number, customers: number, complete: boolean, by?: string): Row => ({
  cohort,
  size: 4,
  offset,
  customers,
  rate: complete || cohort !== 'all' ? customers / 4 : null,
  complete,
  ...(by === undefined ? {} : { by }),
});

test('cohorts are lines, offsets are columns, and all together come last', () => {
  const [map] = retention(
    answer(
      cell('2026-03-02T00:00:00Z', 0, 4, true),
      cell('2026-03-02T00:00:00Z', 1, 1, true),
      cell('2026-03-09T00:00:00Z', 0, 4, true),
      cell('2026-03-09T00:00:00Z', 1, 2, false),
      cell('all', 0, 4, true),
    ),
  );
  expect(map?.name).toBe('');
  expect(map?.cohorts.map(({ start }) => start)).toEqual([
    '2026-03-02T00:00:00Z',
    '2026-03-09T00:00:00Z',
    null,
  ]);
  expect(map?.cohorts[1]?.cells).toEqual([
    { customers: 4, rate: 1, strength: 1, isComplete: true },
    { customers: 2, rate: 0.5, strength: 1, isComplete: false },
  ]);
});

test('what is not known yet is a hole', () => {
  const [map] = retention(answer(cell('2026-03-02T00:00:00Z', 2, 1, true)));
  expect(map?.cohorts[0]?.cells.map((known) => known?.customers ?? null)).toEqual([null, null, 1]);
});

test('what is still to come is a hole, and no loss', () => {
  const [map] = retention(
    answer(cell('2026-03-02T00:00:00Z', 0, 4, true), cell('2026-03-02T00:00:00Z', 1, 0, false)),
  );
  expect(map?.cohorts[0]?.cells).toEqual([{ customers: 4, rate: 1, strength: 1, isComplete: true }, null]);
});

test('the largest share that came back later is the darkest', () => {
  const [map] = retention(
    answer(
      cell('2026-03-02T00:00:00Z', 0, 4, true),
      cell('2026-03-02T00:00:00Z', 1, 2, true),
      cell('2026-03-02T00:00:00Z', 2, 1, true),
    ),
  );
  expect(map?.cohorts[0]?.cells.map((known) => known?.strength)).toEqual([1, 1, 0.5]);
});

test('each value has a map of its own, and only the first few are drawn', () => {
  const values = ['a', 'b', 'c', 'd', 'e', '(other)'];
  const maps = retention(answer(...values.map((by) => cell('2026-03-02T00:00:00Z', 0, 4, true, by))));
  expect(maps.map(({ name }) => name)).toEqual(values.slice(0, GROUPS_MAX));
});

test('an answer without rows has no maps', () => {
  expect(retention(answer())).toEqual([]);
});
