import { Engine } from '../src/engine.ts';
import { newFolder, removeFolder } from '../src/folder.ts';
import { Dashboard, expect, test } from '../src/page.ts';

const MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
const RIGHT_TO_LEFT = 'حذاء رياضي \u202etfel ot thgir';
const LONG = 'Extraordinarily'.repeat(30);
const NAMES = [MARKUP, RIGHT_TO_LEFT, LONG, "'; drop table events; --", '👟🏽 shoe', '(other)', '=cmd()'];

test('what events say is text, however hostile', async ({ page }) => {
  const folder = await newFolder();
  const engine = await Engine.serve(folder);
  try {
    for (const name of NAMES) {
      await engine.collect({ userId: name, event: 'Product Viewed', properties: { name } });
      await engine.collect({ userId: name, event: 'Product Added', properties: { name } });
    }
    await engine.collect({ userId: MARKUP, event: MARKUP, properties: { name: MARKUP, path: LONG } });
    await engine.collect({
      userId: 'ann',
      event: 'Order Completed',
      properties: { revenue: 12, currency: '<b>EUR</b>' },
    });
    const dashboard = await new Dashboard(page).open(engine.link);
    await dashboard.isLive();
    await expect(dashboard.products().getByText(MARKUP, { exact: true })).toBeVisible();
    await expect(dashboard.products().getByText(LONG, { exact: true })).toBeVisible();
    await expect(dashboard.products().getByText(RIGHT_TO_LEFT, { exact: true })).toBeVisible();
    await expect(dashboard.events().nth(1)).toContainText('<img src=x onerror=');
    await expect(dashboard.revenue()).toContainText('<b>EUR</b>');
    expect(await page.locator('img, main script').count()).toBe(0);

    for (const width of [1280, 380]) {
      await page.setViewportSize({ width, height: 900 });
      const overhang = (): Promise<number> =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(overhang).toBe(0);
      await page.screenshot({ path: `test-results/hostile-${width}.png`, fullPage: true });
    }
  } finally {
    await engine.program.destroy();
    await removeFolder(folder);
  }
});
