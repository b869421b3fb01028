import { expect, test } from 'vitest';
import { newest, parseEvents } from './events';

function items(...sequences: number[]): unknown {
  const item = (sequence: number) => ({
    sequence,
    event: 'Order Completed',
    timestamp: '2026-03-01T10:00:00Z',
    customer: 'ann',
    properties: { zip: '1', revenue: 20.5, nested: {}, name: 'Mug', currency: 'EUR' },
  });
  return { items: sequences.map(item) };
}

test('the most telling properties make the summary', () => {
  expect(parseEvents(items(1), 'en')[0]).toMatchObject({
    name: 'Order Completed',
    summary: 'Mug · €20.50 · 1',
  });
});

test('each event is there once, newest first, and no more than the limit', () => {
  const list = newest(parseEvents(items(8, 9)), parseEvents(items(9, 10)), 2);
  expect(list.map((event) => event.key)).toEqual(['10', '9']);
});

test('an event without a time is passed over and no list is an error', () => {
  expect(parseEvents({ items: [{ event: 'x' }] })).toEqual([]);
  expect(() => parseEvents({})).toThrow(TypeError);
});

test('a long text is cut', () => {
  const long = { items: [{ event: 'x'.repeat(500), timestamp: '2026-03-01T10:00:00Z' }] };
  expect(parseEvents(long)[0]?.name).toHaveLength(60);
});
