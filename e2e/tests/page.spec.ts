import { Engine } from '../src/engine.ts';
import { newFolder, removeFolder } from '../src/folder.ts';
import { Dashboard, expect, INTERNAL, test } from '../src/page.ts';

/** The page on an engine to which nothing comes but what a test sends. */
test.describe('the page', () => {
  let folder: string;
  let engine: Engine;

  test.beforeAll(async () => {
    folder = await newFolder();
    engine = await Engine.serve(folder);
  });

  test.afterAll(async () => {
    await engine?.program.destroy();
    await removeFolder(folder);
  });

  test('says plainly that nothing has happened yet', async ({ page }) => {
    const dashboard = await new Dashboard(page).open(engine.link);
    await dashboard.isLive();
    await expect(dashboard.freshness()).toHaveText('no events yet');
    await expect(dashboard.orders()).toHaveText('0');
    await expect(dashboard.funnel()).toContainText('Nobody has begun yet.');
    await expect(dashboard.products()).toContainText('Nothing yet today.');
    await expect(page.locator('footfall-events')).toContainText('No events yet.');
    await page.screenshot({ path: 'test-results/empty.png', fullPage: true });
  });

  test('shows an order in every open tab, untouched', async ({ context }) => {
    const tabs = [];
    for (let tab = 0; tab < 3; tab += 1) {
      tabs.push(await new Dashboard(await context.newPage()).open(engine.link));
    }
    for (const tab of tabs) {
      await tab.isLive();
      await expect(tab.orders()).toHaveText('0');
    }
    await engine.order('ann', 42.5);
    for (const tab of tabs) {
      await expect(tab.orders()).toHaveText('1');
      await expect(tab.revenue()).toHaveText('€42.50');
      await expect(tab.events().first()).toContainText('Order Completed');
    }
    // What a tab holds open leaves the others room to ask.
    expect(await tabs[0]?.page.evaluate(async () => (await fetch('/ready')).status)).toBe(200);
  });

  test('is quiet without being stuck', async ({ page }) => {
    const dashboard = await new Dashboard(page).open(engine.link);
    await dashboard.isLive();
    await expect(dashboard.freshness()).toHaveText(/last event (just now|\d+ (s|min) ago)/);
    // Numbers stay true without events: the page is told so each second.
    await expect(dashboard.freshness()).toHaveText(/last event \d+ (s|min) ago/);
    await dashboard.isLive();
  });

  test('explains each number in words that need no explanation', async ({ page }) => {
    const dashboard = await new Dashboard(page).open(engine.link);
    await dashboard.isLive();
    for (const card of ['footfall-tile.orders', 'footfall-funnel', 'footfall-top', 'footfall-trend']) {
      await page.locator(`${card} button.about`).click();
      await expect(page.locator(`${card} .definition`)).toContainText(/time zone UTC/);
      expect(await dashboard.text()).not.toMatch(INTERNAL);
      await page.keyboard.press('Escape');
      await expect(page.locator(`${card} .definition`)).toBeHidden();
    }
  });

  test('needs its link, and says so', async ({ browser }) => {
    const stranger = await browser.newContext();
    const page = await stranger.newPage();
    await page.goto(engine.url);
    await expect(page.getByRole('heading', { name: 'This page needs its link' })).toBeVisible();
    await expect(page.locator('footfall-freshness')).toHaveAttribute('state', 'no-access');
    await page.screenshot({ path: 'test-results/no-access.png' });
    await stranger.close();
  });

  test('takes every file from the engine, and lets no other in', async ({ page, complaints }) => {
    const response = await page.goto(engine.link);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    await new Dashboard(page).isLive();
    expect(complaints).toEqual([]);
    const isRefused = await page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', () => resolve(true), { once: true });
          const script = document.createElement('script');
          script.textContent = 'document.title = "taken over"';
          document.head.append(script);
        }),
    );
    expect(isRefused).toBe(true);
    expect(await page.title()).toBe('Footfall');
    expect(complaints.splice(0).join()).toContain('Content Security Policy');
  });
});
