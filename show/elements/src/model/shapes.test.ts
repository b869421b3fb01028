import { expect, test } from 'vitest';
import type { Answer, Row } from './answer';
import { conversion, groups } from './funnel';
import { entries } from './top';
import { chart, newestWhole } from './trend';

function answer(question: Answer['question'], rows: readonly Row[]): Answer {
  const asOf = { time: '2026-03-01T10:02:30Z', eventTime: null };
  return {
    question,
    definition: '',
    period: null,
    asOf,
    computedAt: asOf.time,
    ignored: 0,
    capped: false,
    rows,
  };
}

const MINUTES = { kind: 'trend', interval: '1m' };

test('the minute that still runs is told apart', () => {
  const rows = [1, 2].map((minute) => ({ at: `2026-03-01T10:0${minute}:00Z`, value: minute }));
  const drawn = chart(answer(MINUTES, rows));
  expect(drawn.running).toBe(1);
  expect(newestWhole(drawn)).toBe(1);
  expect(
    chart({ ...answer(MINUTES, rows), asOf: { time: '2026-03-01T10:03:00Z', eventTime: null } }).running,
  ).toBe(-1);
});

test('lines share their instants and a missing number is a gap', () => {
  const rows = [
    { by: 'web', at: '2026-03-01T10:00:00+01:00', value: 1 },
    { by: 'app', at: '2026-03-01T09:01:00Z', value: null },
  ];
  const drawn = chart(answer(MINUTES, rows));
  expect(drawn.instants.map((at) => new Date(at * 1_000).toISOString())).toEqual([
    '2026-03-01T09:00:00.000Z',
    '2026-03-01T09:01:00.000Z',
  ]);
  expect(drawn.lines).toEqual([
    { name: 'web', values: [1, null] },
    { name: 'app', values: [null, null] },
  ]);
});

test('a funnel bar is what is settled and what is open', () => {
  const rows = [
    { step: 1, event: 'View', customers: 10, fromStart: 1, fromPrevious: null, open: 4, medianSeconds: null },
    { step: 2, event: 'Pay', customers: 5, fromStart: 0.5, fromPrevious: 0.5, open: 0, medianSeconds: 30 },
  ];
  const [group] = groups(answer({ kind: 'funnel' }, rows));
  expect(group?.steps.map((step) => [step.settledShare, step.openShare])).toEqual([
    [0.6, 0.4],
    [0.5, 0],
  ]);
  expect(group && conversion(group)).toBe(0.5);
});

test('a funnel nobody entered has empty bars', () => {
  const [group] = groups(answer({ kind: 'funnel' }, [{ step: 1, event: 'View', customers: 0, open: 0 }]));
  expect(group?.steps[0]).toMatchObject({ settledShare: 0, openShare: 0, fromStart: null });
});

test('a ranking measures its bars by the largest named value', () => {
  const rows = [
    { by: 'mug', value: 4, previous: 2 },
    { by: 'tote', value: 1, previous: 2 },
    { by: '(other)', value: 90, previous: 80 },
  ];
  expect(
    entries(answer({ kind: 'trend', compare: '1d' }, rows)).map((entry) => [entry.name, entry.share]),
  ).toEqual([
    ['mug', 1],
    ['tote', 0.25],
    ['All others', 0],
  ]);
});
