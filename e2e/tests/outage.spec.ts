import { Engine } from '../src/engine.ts';
import { newFolder, removeFolder } from '../src/folder.ts';
import { Dashboard, expect, test } from '../src/page.ts';

test('the page outlives its engine, and is live again by itself', async ({ page }) => {
  const folder = await newFolder();
  let engine = await Engine.serve(folder);
  try {
    const dashboard = await new Dashboard(page).open(engine.link);
    await engine.order('ann', 10);
    await engine.order('bob', 20);
    await dashboard.isLive();
    await expect(dashboard.orders()).toHaveText('2');
    await expect(dashboard.revenue()).toHaveText('€30.00');

    await engine.program.kill();
    await expect(dashboard.badge()).toHaveAttribute('state', 'offline');
    await expect(dashboard.badge()).toContainText('OFFLINE');
    await expect(dashboard.freshness()).toHaveText(/^numbers from \d+ (s|min) ago/);
    await expect(dashboard.orders()).toHaveText('2');
    await expect(dashboard.revenue()).toHaveText('€30.00');
    await expect(dashboard.events()).toHaveCount(2);
    await page.screenshot({ path: 'test-results/offline.png', fullPage: true });

    engine = await Engine.serve(folder, engine.port);
    await dashboard.isLive();
    await expect(dashboard.orders()).toHaveText('2');
    await engine.order('cid', 30);
    await expect(dashboard.orders()).toHaveText('3');
    await expect(dashboard.revenue()).toHaveText('€60.00');
    await expect(dashboard.events()).toHaveCount(3);
  } finally {
    await engine.program.destroy();
    await removeFolder(folder);
  }
});
