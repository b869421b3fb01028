import { expect, test } from 'vitest';
import type { Answer, Row } from './answer';
import { figures } from './tile';

function answer(rows: readonly Row[], compare?: string): Answer {
  const asOf = { time: '2026-03-01T10:00:00Z', eventTime: null };
  const rest = { definition: '', period: null, asOf, computedAt: asOf.time, ignored: 0, capped: false };
  return { ...rest, question: { kind: 'trend', ...(compare === undefined ? {} : { compare }) }, rows };
}

function texts(rows: readonly Row[], isMoney = false): (string | undefined)[] {
  return figures(answer(rows, '1d'), isMoney, 'en').flatMap((figure) => [
    figure.format(figure.value),
    figure.comparison?.direction,
    figure.comparison?.difference,
  ]);
}

test('a number stands beside the earlier one', () => {
  expect(texts([{ value: 110, previous: 100 }])).toEqual(['110', 'up', '10.0%']);
  expect(texts([{ value: 75, previous: 100 }])).toEqual(['75', 'down', '25.0%']);
  expect(texts([{ value: 100, previous: 100 }])).toEqual(['100', 'same', '0%']);
});

test('after nothing the difference is told in full', () => {
  expect(texts([{ value: 3, previous: 0 }])).toEqual(['3', 'up', '3']);
});

test('a mean of nothing is no number to compare with', () => {
  expect(texts([{ value: 42, previous: null }])).toEqual(['42', 'unknown', '']);
  expect(texts([{ value: null, previous: 42 }])).toEqual(['–', 'unknown', '']);
});

test('without rows the number is the nothing that was counted', () => {
  expect(texts([])).toEqual(['0', 'same', '0']);
});

test('different currencies stay beside each other', () => {
  const rows = [
    { by: 'EUR', value: 10, previous: 5 },
    { by: 'USD', value: 4, previous: 8 },
  ];
  expect(texts(rows, true)).toEqual(['€10.00', 'up', '100%', '$4.00', 'down', '50.0%']);
});

test('a question that does not compare shows the number alone', () => {
  expect(figures(answer([{ value: 1 }]), false)[0]?.comparison).toBeNull();
});
