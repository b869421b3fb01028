import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { Engine } from '../src/engine.ts';
import { newFolder, removeFolder } from '../src/folder.ts';

/** The script that a shop's own pages load, in a browser that has never heard of Footfall. */
test.describe('a shop that loads footfall.js', () => {
  // A browser without a window says so of itself, and counts as a robot.
  test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36' });

  let folder: string;
  let engine: Engine;
  let shop: Server;

  test.beforeAll(async () => {
    folder = await newFolder();
    engine = await Engine.serve(folder);
    const script = `<script type="module" src="${engine.url}/footfall.js?key=${engine.keys.write}"></script>`;
    shop = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html').end(`<title>Lamps</title>${script}`);
    }).listen(0, '127.0.0.1');
    await once(shop, 'listening');
  });

  test.afterAll(async () => {
    shop?.close();
    await engine?.program.destroy();
    await removeFolder(folder);
  });

  test('says what its customers do, until they leave', async ({ page }) => {
    const { port } = shop.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/lamps?utm_source=mail&utm_campaign=spring`);
    await expect.poll(() => events(engine)).toEqual(['Page Viewed']);

    await page.evaluate(() => {
      const { footfall } = window as unknown as { footfall: Record<string, (...said: unknown[]) => void> };
      footfall.identify?.('ann', { plan: 'pro' });
      footfall.track?.('Order Completed', { revenue: 9.5, currency: 'EUR' });
    });
    // Sent although the page is gone within the second that items wait for each other.
    await page.goto('about:blank');
    await expect.poll(() => events(engine)).toEqual(['Order Completed', 'Identify', 'Page Viewed']);

    const asked = await engine.call('/api/v1/answer', {
      method: 'POST',
      body: JSON.stringify({
        kind: 'trend', event: 'Order Completed', measure: 'sum', of_property: 'properties.revenue',
        by: 'session.campaign.name',
      }),
    });
    expect((await asked.json()).rows).toEqual([{ by: 'spring', value: 9.5 }]);
    const found = await engine.call('/api/v1/customers?q=ann');
    expect((await found.json()).items).toHaveLength(1);
  });
});

/** The names of all events, the newest first. */
async function events(engine: Engine): Promise<string[]> {
  const { items } = await (await engine.call('/api/v1/events?limit=10')).json();
  return items.map(({ event, type }: { event?: string; type: string }) => event ?? type);
}
