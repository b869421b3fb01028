import type { Page } from '@playwright/test';
import { Engine, freePort } from '../src/engine.ts';
import { newFolder, removeFolder } from '../src/folder.ts';
import { expect, INTERNAL, test } from '../src/page.ts';
import { Streamlit, StreamlitDashboard } from '../src/streamlit.ts';

/** How often the whole page ran: Streamlit gives each full run an id of its own. */
async function fullRuns(page: Page): Promise<() => number> {
  const runs = new Set<string>();
  await page.exposeFunction('footfallRun', (id: string) => runs.add(id));
  await page.addInitScript(() => {
    const app = '[data-testid=stApp]';
    new MutationObserver(() => {
      const state = document.querySelector(app)?.getAttribute('data-test-script-state');
      const said = (window as { footfallState?: string }).footfallState;
      if (state !== null && state !== undefined && state !== said) {
        (window as { footfallState?: string }).footfallState = state;
        if (state === 'running') {
          void (window as unknown as { footfallRun(id: string): void }).footfallRun(String(performance.now()));
        }
      }
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
  return () => runs.size;
}

test('the Streamlit application moves without a run of Python, and outlives its engine', async ({ page }) => {
  const folder = await newFolder();
  let engine = await Engine.serve(folder);
  let streamlit: Streamlit | undefined;
  try {
    streamlit = await Streamlit.beside(engine);
    const runs = await fullRuns(page);
    const dashboard = await new StreamlitDashboard(page).open(streamlit.url);
    await expect(dashboard.badge()).toHaveAttribute('state', 'live');
    await expect(dashboard.number('Orders today')).toHaveText('0');
    await expect(page.locator('[data-testid=stApp]')).toHaveAttribute('data-test-script-state', 'notRunning');
    const before = runs();

    for (const event of ['Product Viewed', 'Product Added', 'Checkout Started']) {
      await engine.collect({ userId: 'ann', event, properties: { name: '<b>Mug</b> & [link](http://x)' } });
    }
    await engine.order('ann', 42.5);
    await expect(dashboard.number('Orders today')).toHaveText('1');
    await expect(dashboard.number('Revenue today')).toHaveText('€42.50');
    await expect(dashboard.part('footfall-funnel').locator('li')).toHaveCount(4);
    await expect(dashboard.part('footfall-top').getByText('<b>Mug</b> & [link](http://x)')).toBeVisible();
    expect(runs()).toBe(before);
    expect(await page.content()).not.toContain(engine.keys.read);
    expect(await page.locator('body').innerText()).not.toMatch(INTERNAL);

    const trend = dashboard.part('footfall-trend');
    const over = trend.locator('.u-over');
    const box = await over.boundingBox();
    if (box === null) {
      throw new Error('the trend is not drawn');
    }
    await page.mouse.move(box.x + 0.3 * box.width, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.6 * box.width, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await engine.collect({ userId: 'dan', event: 'Product Viewed' });
    await expect(dashboard.number('Customers today')).toHaveText('2');
    await expect(trend).toHaveAttribute('zoomed', /^\d+ \d+$/);
    const zoomed = await trend.getAttribute('zoomed');
    await engine.collect({ userId: 'eva', event: 'Product Viewed' });
    await expect(dashboard.number('Customers today')).toHaveText('3');
    await expect(trend).toHaveAttribute('zoomed', zoomed ?? '');
    await over.dblclick();
    await expect(trend).not.toHaveAttribute('zoomed');

    await dashboard.pause().click();
    await expect(dashboard.badge()).toContainText('drawing is paused');
    await engine.order('cem', 1);
    await expect(dashboard.badge()).toContainText('last event');
    await expect(dashboard.number('Orders today')).toHaveText('1');
    await dashboard.pause().click();
    await expect(dashboard.number('Orders today')).toHaveText('2');

    await engine.program.kill();
    await expect(dashboard.badge()).toHaveAttribute('state', 'offline');
    await expect(dashboard.number('Orders today')).toHaveText('2');
    await page.screenshot({ path: 'test-results/streamlit-offline.png', fullPage: true });

    engine = await Engine.serve(folder, engine.port);
    await expect(dashboard.badge()).toHaveAttribute('state', 'live');
    await engine.order('bob', 7.5);
    await expect(dashboard.number('Orders today')).toHaveText('3');
    await expect(dashboard.number('Revenue today')).toHaveText('€51.00');
  } finally {
    await streamlit?.program.destroy();
    await engine.program.destroy();
    await removeFolder(folder);
  }
});

test('where the browser does not reach the engine, Python asks in its place', async ({ page }) => {
  const folder = await newFolder();
  const engine = await Engine.serve(folder);
  let streamlit: Streamlit | undefined;
  try {
    // Nothing listens there, so that the elements cannot be loaded.
    streamlit = await Streamlit.beside(engine, '--browser-url', `http://127.0.0.1:${await freePort()}`);
    const dashboard = await new StreamlitDashboard(page).open(streamlit.url);
    await expect(dashboard.metric(0)).toHaveText('0');
    await expect(page.getByText('LIVE', { exact: true })).toBeVisible();
    await engine.order('ann', 42.5);
    await expect(dashboard.metric(0)).toHaveText('1');
    await expect(dashboard.metric(1)).toHaveText('42.50');

    const picture = dashboard.picture();
    // Vega says in words of an axis from when to when it is.
    const stretch = async (): Promise<string> =>
      (await picture.locator('[aria-label^="X-axis"]').first().getAttribute('aria-label')) ?? '';
    const whole = await stretch();
    await picture.hover({ position: { x: 300, y: 100 } });
    await page.mouse.wheel(0, -400);
    await expect.poll(stretch).not.toBe(whole);
    const zoomed = await stretch();
    for (const orders of ['2', '3']) {
      await engine.order('bob', 7.5);
      await expect(dashboard.metric(0)).toHaveText(orders);
    }
    expect(await stretch()).toBe(zoomed);
    await page.screenshot({ path: 'test-results/streamlit-zoomed.png', fullPage: true });
    await picture.dblclick({ position: { x: 300, y: 100 } });
    await expect.poll(stretch).not.toBe(zoomed);
    await page.screenshot({ path: 'test-results/streamlit-polling.png', fullPage: true });
  } finally {
    await streamlit?.program.destroy();
    await engine.program.destroy();
    await removeFolder(folder);
  }
});
