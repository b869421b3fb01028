import { expect, test } from 'vitest';
import type { Item } from './queue';
import { Tracker } from './tracker';

function tracked(url: string): { tracker: Tracker; items: Item[]; memory: Map<string, string> } {
  const items: Item[] = [];
  const memory = new Map<string, string>();
  let made = 0;
  const tracker = new Tracker({
    visit: () => ({ url, title: 'Lamps', referrer: '', locale: 'de', userAgent: 'Browser/1' }),
    memory: {
      get: (name) => memory.get(name) ?? null,
      set: (name, value) => {
        if (value === null) {
          memory.delete(name);
        } else {
          memory.set(name, value);
        }
      },
    },
    newId: () => `id-${++made}`,
    now: () => new Date('2026-03-01T10:00:00Z'),
    add: (item) => items.push(item),
  });
  return { tracker, items, memory };
}

test('an event says who, when, where, and what led here', () => {
  const { tracker, items } = tracked(
    'https://shop.example/lamps?utm_source=mail&utm_campaign=spring&utm_term=',
  );
  tracker.track('Product Viewed', { price: 3 });
  const page = {
    path: '/lamps',
    search: '?utm_source=mail&utm_campaign=spring&utm_term=',
    title: 'Lamps',
    referrer: '',
    url: 'https://shop.example/lamps?utm_source=mail&utm_campaign=spring&utm_term=',
  };
  expect(items).toEqual([
    {
      type: 'track',
      event: 'Product Viewed',
      properties: { price: 3 },
      messageId: 'id-1',
      anonymousId: 'id-2',
      timestamp: '2026-03-01T10:00:00.000Z',
      context: {
        library: { name: 'footfall.js', version: '0.1.0' },
        page,
        locale: 'de',
        userAgent: 'Browser/1',
        campaign: { source: 'mail', name: 'spring' },
      },
    },
  ]);
});

test('who signed in stays who they are, until they sign out', () => {
  const { tracker, items } = tracked('https://shop.example/');
  tracker.page();
  tracker.identify('ann', { plan: 'pro' });
  tracker.track('Order Completed');
  tracker.reset();
  tracker.page('Home', { theme: 'dark' });
  const who = items.map(({ anonymousId, userId }) => [anonymousId, userId]);
  expect(who).toEqual([
    ['id-2', undefined],
    ['id-2', 'ann'],
    ['id-2', 'ann'],
    ['id-6', undefined],
  ]);
  expect(items[1]).toMatchObject({ type: 'identify', traits: { plan: 'pro' } });
  expect(items[3]).toMatchObject({ type: 'page', name: 'Home', properties: { path: '/', theme: 'dark' } });
});
