import type { Page } from '@playwright/test';
import { Engine } from '../src/engine.ts';
import { newFolder, removeFolder } from '../src/folder.ts';
import { Dashboard, expect, test } from '../src/page.ts';
import { Streamlit, StreamlitDashboard } from '../src/streamlit.ts';

/** Tells a page that its tab is hidden, or shown again. Chromium without a screen shows every tab, so it is only told. */
async function hide(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

/** The times a number was drawn anew since this was called. */
async function drawings(page: Page, number: string): Promise<() => Promise<number>> {
  await page.locator(number).first().evaluate((node) => {
    const seen = window as { footfallDrawings?: number };
    seen.footfallDrawings = 0;
    new MutationObserver(() => {
      seen.footfallDrawings = (seen.footfallDrawings ?? 0) + 1;
    }).observe(node.getRootNode(), { characterData: true, childList: true, subtree: true });
  });
  return () => page.evaluate(() => (window as { footfallDrawings?: number }).footfallDrawings ?? 0);
}

/** The end of the stream that the page holds open, whoever ends it. */
function streamEnds(page: Page): Promise<unknown> {
  return page.waitForEvent('requestfailed', (request) => request.url().includes('/api/v1/stream'));
}

test('a hidden tab lets its stream go, and shows the present when it is seen again', async ({ context }) => {
  const folder = await newFolder();
  const engine = await Engine.serve(folder);
  let streamlit: Streamlit | undefined;
  try {
    streamlit = await Streamlit.beside(engine);
    const ours = await context.newPage();
    const dashboard = await new Dashboard(ours).open(engine.link);
    const theirs = await context.newPage();
    const application = await new StreamlitDashboard(theirs).open(streamlit.url);
    await dashboard.isLive();
    await expect(application.badge()).toHaveAttribute('state', 'live');
    await engine.order('ann', 1);
    await expect(dashboard.orders()).toHaveText('1');
    await expect(application.number('Orders today')).toHaveText('1');

    const ended = [streamEnds(ours), streamEnds(theirs)];
    const drawn = await drawings(ours, 'footfall-tile.orders .number');
    await hide(ours, true);
    await hide(theirs, true);
    await Promise.all(ended);
    for (let order = 0; order < 40; order += 1) {
      await engine.order(`customer ${order}`, 1);
    }
    await expect(dashboard.orders()).toHaveText('1');
    await expect(application.number('Orders today')).toHaveText('1');
    expect(await drawn()).toBe(0);

    await hide(ours, false);
    await hide(theirs, false);
    await expect(dashboard.orders()).toHaveText('41');
    await expect(application.number('Orders today')).toHaveText('41');
    await dashboard.isLive();
    await expect(application.badge()).toHaveAttribute('state', 'live');
    // One answer, rolled in within a few frames, and not forty.
    expect(await drawn()).toBeLessThan(40);
  } finally {
    await streamlit?.program.destroy();
    await engine.program.destroy();
    await removeFolder(folder);
  }
});

test('a hidden tab that polls asks for nothing, and once when it is seen again', async ({ page }) => {
  const folder = await newFolder();
  const engine = await Engine.serve(folder);
  let streamlit: Streamlit | undefined;
  try {
    streamlit = await Streamlit.beside(engine, '--poll');
    let asked = 0;
    page.on('websocket', (socket) => socket.on('framesent', () => (asked += 1)));
    const application = await new StreamlitDashboard(page).open(streamlit.url);
    await expect(application.metric(0)).toHaveText('0');
    await engine.order('ann', 1);
    await expect(application.metric(0)).toHaveText('1');

    await hide(page, true);
    await expect(page.locator('[data-testid=stApp]')).toHaveAttribute('data-test-script-state', 'notRunning');
    const before = asked;
    await engine.order('bob', 1);
    // Twice the pace at which it would ask.
    await page.waitForTimeout(4_000);
    expect(asked).toBe(before);
    await expect(application.metric(0)).toHaveText('1');

    await hide(page, false);
    await expect(application.metric(0)).toHaveText('2');
    await expect(page.getByText('LIVE', { exact: true })).toBeVisible();
  } finally {
    await streamlit?.program.destroy();
    await engine.program.destroy();
    await removeFolder(folder);
  }
});
