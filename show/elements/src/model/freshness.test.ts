import { expect, test } from 'vitest';
import { type Contact, freshness, heard, OFFLINE_AFTER_MILLIS } from './freshness';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const SILENT: Contact = {
  since: NOW,
  heardAt: null,
  isOpen: true,
  isRefused: false,
  asOf: null,
  eventTime: null,
  clockAhead: 0,
};
const LIVE = heard(SILENT, NOW + 1_000, NOW, NOW);

test('quiet is not stuck: without events for five minutes the numbers are live', () => {
  const quiet = heard(LIVE, NOW + 301_000, NOW, NOW + 300_000);
  expect(freshness(quiet, NOW + 300_000)).toMatchObject({ state: 'live', detail: 'last event 5 min ago' });
});

test('an engine that never answered is offline within ten seconds', () => {
  expect(freshness(SILENT, NOW + 1_000).state).toBe('connecting');
  expect(freshness(SILENT, NOW + OFFLINE_AFTER_MILLIS).state).toBe('offline');
});

test('an engine that falls silent is delayed, then offline', () => {
  expect(freshness(LIVE, NOW + 2_900).state).toBe('live');
  expect(freshness(LIVE, NOW + 3_000).state).toBe('delayed');
  expect(freshness(LIVE, NOW + 7_900).state).toBe('delayed');
  expect(freshness(LIVE, NOW + 8_000).state).toBe('offline');
});

test('a lost connection is delayed at once and says that it comes back', () => {
  expect(freshness({ ...LIVE, isOpen: false }, NOW + 100)).toMatchObject({
    state: 'delayed',
    detail: 'reconnecting',
  });
});

test('an engine that speaks but lags is delayed', () => {
  const lagging = heard(LIVE, NOW + 2_000, NOW, NOW + 20_000);
  expect(freshness(lagging, NOW + 20_000)).toMatchObject({ state: 'delayed', detail: 'numbers 19 s old' });
});

test('a wrong clock on this computer makes nothing look old', () => {
  for (const wrong of [-3_600_000, 3_600_000]) {
    const contact = heard({ ...SILENT, since: NOW + wrong }, NOW, NOW - 5_000, NOW + wrong);
    expect(freshness(contact, NOW + wrong)).toMatchObject({ state: 'live', detail: 'last event 5 s ago' });
  }
});

test('a page that was hidden for long begins anew and does not flash offline', () => {
  const back = { ...LIVE, isOpen: false, since: NOW + 600_000 };
  expect(freshness(back, NOW + 600_100).state).toBe('delayed');
});

test('a refused page says how to get in', () => {
  expect(freshness({ ...SILENT, isRefused: true }, NOW).state).toBe('no-access');
});
