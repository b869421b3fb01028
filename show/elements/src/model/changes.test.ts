import { expect, test } from 'vitest';
import type { Answer, Row } from './answer';
import { applyChange } from './changes';

const AS_OF = { time: '2026-03-01T10:00:01Z', eventTime: null };

function answer(kind: string, rows: readonly Row[]): Answer {
  const rest = { definition: '', period: null, computedAt: AS_OF.time, ignored: 0, capped: false };
  return { ...rest, question: { kind }, asOf: AS_OF, rows };
}

function after(before: Answer, set: readonly Row[], gone: readonly Row[] = []): readonly Row[] {
  return applyChange(before, { set, gone, asOf: AS_OF }).rows;
}

test('a row with the same key is replaced', () => {
  expect(after(answer('trend', [{ value: 1, previous: 3 }]), [{ value: 2, previous: 3 }])).toEqual([
    { value: 2, previous: 3 },
  ]);
});

test('links stay ranked within their step, and what stops comes after what goes on as often', () => {
  const link = (step: number, to: string | null, occurrences: number): Row => ({
    step,
    from: 'Seen',
    to,
    occurrences,
  });
  const before = answer('paths', [link(1, 'Added', 4), link(1, null, 2), link(2, 'Bought', 1)]);
  const rows = after(before, [link(1, 'Shared', 9), link(1, 'Wished', 2)]);
  expect(rows.map(({ step, to }) => [step, to])).toEqual([
    [1, 'Shared'],
    [1, 'Added'],
    [1, 'Wished'],
    [1, null],
    [2, 'Bought'],
  ]);
});

test('a minute that slides out leaves and the new one comes last', () => {
  const before = answer('trend', [
    { at: '2026-03-01T10:00:00Z', value: 4 },
    { at: '2026-03-01T10:01:00Z', value: 5 },
  ]);
  const rows = after(before, [{ at: '2026-03-01T10:02:00Z', value: 1 }], [{ at: '2026-03-01T10:00:00Z' }]);
  expect(rows.map((row) => row.value)).toEqual([5, 1]);
});

test('values are ranked anew with all others last', () => {
  const before = answer('trend', [
    { by: 'mug', value: 5 },
    { by: 'tote', value: 3 },
    { by: '(other)', value: 90 },
  ]);
  expect(after(before, [{ by: 'tote', value: 6 }]).map((row) => row.by)).toEqual(['tote', 'mug', '(other)']);
});

test('equal values stand in ascending order, booleans and numbers before text', () => {
  const before = answer('trend', []);
  const set = [
    { by: 'b', value: 1 },
    { by: 2, value: 1 },
    { by: true, value: 1 },
    { by: 'a', value: 1 },
    { by: 'z', value: null },
  ];
  expect(after(before, set).map((row) => row.by)).toEqual([true, 2, 'a', 'b', 'z']);
});

test('the number 1 and the text "1" are two rows', () => {
  expect(after(answer('trend', [{ by: 1, value: 2 }]), [{ by: '1', value: 1 }])).toHaveLength(2);
});

test('funnel steps stay in their order', () => {
  const before = answer('funnel', [
    { step: 1, customers: 9 },
    { step: 2, customers: 3 },
  ]);
  expect(after(before, [{ step: 1, customers: 10 }]).map((row) => row.customers)).toEqual([10, 3]);
});
