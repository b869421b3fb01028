import { Engine } from '../src/engine.ts';
import { newFolder, removeFolder } from '../src/folder.ts';
import { expect, INTERNAL, test } from '../src/page.ts';
import { Streamlit, StreamlitDashboard } from '../src/streamlit.ts';

test('the Streamlit page moves by itself, and outlives its engine', async ({ page }) => {
  const folder = await newFolder();
  let engine = await Engine.serve(folder);
  let streamlit: Streamlit | undefined;
  try {
    streamlit = await Streamlit.beside(engine);
    const dashboard = await new StreamlitDashboard(page).open(streamlit.url);
    await expect(dashboard.badge('LIVE')).toBeVisible();
    await expect(dashboard.metric('Orders today')).toHaveText('0');
    await page.screenshot({ path: 'test-results/streamlit-empty.png' });

    for (const event of ['Product Viewed', 'Product Added', 'Checkout Started']) {
      await engine.collect({ userId: 'ann', event, properties: { name: '<b>Mug</b> & [link](http://x)' } });
    }
    await engine.order('ann', 42.5);
    await expect(dashboard.metric('Orders today')).toHaveText('1');
    await expect(dashboard.metric('Revenue today')).toHaveText('42.50');
    await expect(dashboard.charts()).toHaveCount(3);
    expect(await page.locator('body').innerText()).not.toMatch(INTERNAL);

    await engine.program.kill();
    await expect(dashboard.badge('OFFLINE')).toBeVisible();
    await expect(dashboard.metric('Orders today')).toHaveText('1');
    await expect(page.getByText('last good numbers, trying again')).toBeVisible();
    await page.screenshot({ path: 'test-results/streamlit-offline.png', fullPage: true });

    engine = await Engine.serve(folder, engine.port);
    await expect(dashboard.badge('LIVE')).toBeVisible();
    await engine.order('bob', 7.5);
    await expect(dashboard.metric('Orders today')).toHaveText('2');
    await expect(dashboard.metric('Revenue today')).toHaveText('50.00');
  } finally {
    await streamlit?.program.destroy();
    await engine.program.destroy();
    await removeFolder(folder);
  }
});
