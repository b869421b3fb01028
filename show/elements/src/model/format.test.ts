import { expect, test } from 'vitest';
import { ago, clock, compact, duration, money, NOTHING, number, percent } from './format';

test('a missing number is a dash', () => {
  expect([number(null), money(null, 'EUR'), percent(null), duration(null)]).toEqual(Array(4).fill(NOTHING));
});

test('numbers are written in full with their grouping', () => {
  expect(number(1234567.891, 'en')).toBe('1,234,567.89');
  expect(compact(12_345, 'en')).toBe('12.3K');
});

test('money is written in its currency, known or not', () => {
  expect(money(1234.5, 'EUR', 'en')).toBe('€1,234.50');
  expect(['1.005', '2.675', '-1.005', '1e21'].map((sent) => money(Number(sent), 'EUR', 'en'))).toEqual([
    '€1.01',
    '€2.68',
    '-€1.01',
    '€1,000,000,000,000,000,000,000.00',
  ]);
  expect(money(3, 'points', 'en')).toBe('3.00 points');
  expect(money(3, '<b>', 'en')).toBe('3.00 <b>');
});

test('durations have at most two units', () => {
  const expected: [number, string][] = [
    [0, '0 s'],
    [0.4, '< 1 s'],
    [59, '59 s'],
    [60, '1 min'],
    [185, '3 min 5 s'],
    [7_800, '2 h 10 min'],
    [86_400, '1 d'],
    [90_061, '1 d 1 h'],
  ];
  expect(expected.map(([seconds]) => [seconds, duration(seconds)])).toEqual(expected);
});

test('ages are told in one unit', () => {
  expect([-5_000, 1_999, 2_000, 59_999, 300_000, 7_200_000, 172_800_000].map(ago)).toEqual([
    'just now',
    'just now',
    '2 s ago',
    '59 s ago',
    '5 min ago',
    '2 h ago',
    '2 d ago',
  ]);
});

test('midnight is the hour zero of its zone', () => {
  expect(clock(new Date('2026-03-01T23:00:00Z'), 'Europe/Berlin', 'en')).toBe('00:00:00');
});
