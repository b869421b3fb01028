import { createServer } from 'node:net';
import { once } from 'node:events';
import { Engine } from '../src/engine.ts';
import { newFolder, removeFolder } from '../src/folder.ts';
import { Dashboard, expect, INTERNAL, test } from '../src/page.ts';
import { StreamlitDashboard } from '../src/streamlit.ts';

/** `./footfall demo` as whoever tries it sees it, on the real simulated shop. */
test.describe('the demo', () => {
  let folder: string;
  let engine: Engine;
  let streamlitUrl: string;

  test.beforeAll(async () => {
    test.setTimeout(600_000);
    folder = await newFolder();
    engine = await Engine.demo(folder, '--port', '0', '--rate', '15');
    streamlitUrl = await engine.program.says(/^Streamlit +(http\S+)/);
    // Its address is said when it is started, some seconds before it listens.
    const listens = async (): Promise<boolean> => (await fetch(`${streamlitUrl}/_stcore/health`)).ok;
    await expect.poll(() => listens().catch(() => false)).toBe(true);
  });

  test.afterAll(async () => {
    await engine?.program.destroy();
    await removeFolder(folder);
  });

  test('says little, and where to look', async () => {
    const { lines } = engine.program;
    expect(lines.length).toBeLessThan(30);
    expect(lines.join('\n')).toMatch(/Filled in \d+ events/);
    expect(lines.at(-1)).toMatch(/^(Open|Streamlit) +http/);
  });

  test('moves every number by itself', async ({ page }) => {
    const dashboard = await new Dashboard(page).open(engine.link);
    await dashboard.isLive();
    await expect(dashboard.orders()).toHaveText(/^[\d,]+$/);
    await expect(dashboard.funnel().locator('li')).toHaveCount(4);
    await expect(dashboard.products().locator('tbody tr')).toHaveCount(11);
    await expect(dashboard.trend().locator('canvas')).toBeVisible();
    for (const part of [
      dashboard.orders(),
      dashboard.revenue(),
      dashboard.funnel().locator('.count').first(),
      dashboard.products().locator('td.value').last(),
      dashboard.events().first(),
    ]) {
      const before = await part.innerText();
      await expect(part).not.toHaveText(before);
    }
    expect(await dashboard.text()).not.toMatch(INTERNAL);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is drawn in ${colorScheme} colours, on wide and narrow screens`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const dashboard = await new Dashboard(page).open(engine.link);
      await dashboard.isLive();
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await expect(dashboard.trend().locator('canvas')).toBeVisible();
      await expect(dashboard.events()).toHaveCount(12);
      for (const width of [1280, 820, 380]) {
        await page.setViewportSize({ width, height: 900 });
        const overhang = (): Promise<number> =>
          page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        await expect.poll(overhang).toBe(0);
        await page.screenshot({ path: `test-results/demo-${colorScheme}-${width}.png`, fullPage: true });
      }
      const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const before = await paper();
      await page.getByRole('button', { name: 'Switch between light and dark' }).click();
      expect(await paper()).not.toBe(before);
      await context.close();
    });
  }

  test('moves the Streamlit page too', async ({ page }) => {
    const dashboard = await new StreamlitDashboard(page).open(streamlitUrl);
    for (const heading of ['Orders today', 'Revenue today']) {
      await expect(dashboard.badge()).toHaveAttribute('state', 'live');
      const before = await dashboard.number(heading).innerText();
      await expect(dashboard.number(heading)).not.toHaveText(before);
    }
    expect(await page.locator('body').innerText()).not.toMatch(INTERNAL);
  });

  test('opens another page of it at the moment a number changes', async ({ page }) => {
    await page.goto(streamlitUrl);
    const links = page.getByTestId('stSidebarNavLink');
    const opened = { Executive: 'Orders an hour', Audiences: 'Keep another audience', Retention: 'Order again' };
    for (const [title, words] of Object.entries(opened)) {
      await links.filter({ hasText: 'Campaigns' }).click();
      await expect(page.getByText('From campaign to order')).toBeVisible();
      await expect(page.locator('[data-testid=stApp]')).toHaveAttribute('data-test-script-state', 'notRunning');
      const signals = await page.locator('footfall-signal').elementHandles();
      expect(signals.length).toBeGreaterThan(0);
      await links.filter({ hasText: title }).evaluate((link: HTMLElement, changed) => {
        link.click();
        const detail = { asOf: new Date().toISOString() };
        changed.forEach((signal) => signal.dispatchEvent(new CustomEvent('footfall-change', { detail })));
      }, signals);
      const part = page.getByText(words, { exact: true });
      await expect(part).toBeVisible();
      await expect(page.locator('[data-testid=stApp]')).toHaveAttribute('data-test-script-state', 'notRunning');
      // Time in which what was asked too late would be drawn.
      await page.waitForTimeout(1_000);
      await expect(part).toBeVisible({ timeout: 1 });
    }
  });

  const pages = [
    'Live', 'Executive', 'Campaigns', 'Funnels', 'Retention', 'Audiences', 'Customers', 'Analyst', 'History and live', 'Health',
  ];
  for (const [place, title] of pages.entries()) {
    test(`shows ${title} in Streamlit, in both themes`, async ({ page }) => {
      await page.goto(streamlitUrl);
      await page.getByTestId('stSidebarNavLink').nth(place).click();
      await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
      await expect(page.locator('[data-testid=stApp]')).toHaveAttribute('data-test-script-state', 'notRunning');
      await expect(page.locator('footfall-freshness')).toHaveAttribute('state', 'live');
      await expect(page.getByTestId('stException')).toHaveCount(0);
      await expect(page.getByTestId('stAlert')).toHaveCount(0);
      await expect(page.getByText('Waiting for')).toHaveCount(0);
      // What Streamlit shows in a table's or chart's place until its part of the script has come.
      await expect(page.getByTestId('stSkeleton')).toHaveCount(0);
      for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 380]] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 1100 });
        // Streamlit lets its menu slide away on a narrow page.
        await page.screenshot({
          path: `test-results/demo-streamlit-${place}-${colorScheme}-${width}.png`, animations: 'disabled',
        });
      }
    });
  }

  test('shows whole counts on the way from one to the next', async ({ page }) => {
    const dashboard = await new Dashboard(page).open(engine.link);
    await dashboard.isLive();
    const before = Number((await dashboard.orders().innerText()).replaceAll(',', ''));
    const shown = await dashboard.orders().evaluateHandle((number) => {
      const texts: string[] = [];
      new MutationObserver(() => texts.push(number.textContent ?? '')).observe(number, {
        childList: true, characterData: true, subtree: true,
      });
      return texts;
    });
    const orders = 12;
    for (let order = 0; order < orders; order += 1) {
      await engine.order(`roller-${order}`, 1);
      // Sooner than the number has rolled to its end.
      await page.waitForTimeout(200);
    }
    const now = async (): Promise<number> => Number((await dashboard.orders().innerText()).replaceAll(',', ''));
    await expect.poll(now).toBeGreaterThanOrEqual(before + orders);
    const texts = await shown.jsonValue();
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => !/^[\d,]+$/.test(text))).toEqual([]);
  });

  test('leaves nothing running after Ctrl-C, and goes on where it was', async ({ page }) => {
    const dashboard = await new Dashboard(page).open(engine.link);
    await dashboard.isLive();
    const port = engine.port;
    expect((await engine.program.group()).join('\n')).toContain('footfall_dashboard');
    await engine.program.interrupt();
    expect(await engine.program.group()).toEqual([]);

    // Somebody else has taken the port meanwhile.
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    engine = await Engine.demo(folder, '--port', String(port), '--rate', '15', '--no-streamlit');
    squatter.close();
    expect(engine.program.lines.join('\n')).toContain(`Port ${port} is taken; using ${engine.port}`);
    expect(engine.program.lines.join('\n')).toMatch(/^Data +found, events known: \d{4,}$/m);
    expect(engine.program.lines.join('\n')).not.toContain('Filling in');
    await dashboard.open(engine.link);
    await dashboard.isLive();
    const before = await dashboard.orders().innerText();
    await expect(dashboard.orders()).not.toHaveText(before);
  });

  test('refuses a second engine on the same data', async () => {
    await expect(Engine.serve(folder)).rejects.toThrow(/already|in use|another/i);
  });
});
