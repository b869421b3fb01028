import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';

const PAGES = 'http://footfall.invalid';
const SOURCES = ['asking.js', 'pulse.js'];

type Mount = (shown: { data: object; parentElement: Element; setTriggerValue: () => void }) => () => void;

/** Shows parts that are drawn every 2 s on an empty page whose clock stands; tells when each asked. */
async function parts(page: Page, count: number): Promise<() => Promise<number[]>> {
  await page.clock.install({ time: 0 });
  await page.route(`${PAGES}/**`, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(`${PAGES}/one`);
  // From here on time passes only where the test lets it, however long the machine takes.
  await page.clock.pauseAt(3_600_000);
  const folder = new URL('../../show/streamlit/src/footfall/streamlit/', import.meta.url);
  const sources = await Promise.all(SOURCES.map((name) => readFile(new URL(name, folder), 'utf8')));
  const mount = async ([text, parts]: [string, number]): Promise<void> => {
    const pulse: { default: Mount } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    const asked: number[] = [];
    Object.assign(window, { asked });
    for (let number = 1; number <= parts; number++) {
      const parentElement = document.body.appendChild(document.createElement('div'));
      pulse.default({ data: { number, seconds: 2 }, parentElement, setTriggerValue: () => asked.push(Date.now()) });
    }
  };
  await page.evaluate(mount, [sources.join(''), count] as [string, number]);
  return () => page.evaluate(() => (window as unknown as { asked: number[] }).asked);
}

test('two parts that are due at once ask one after the other', async ({ page }) => {
  const asked = await parts(page, 2);
  await page.clock.runFor(1_900);
  expect(await asked()).toHaveLength(0);
  await page.clock.runFor(1_000);
  const [first = 0, second = 0, ...more] = await asked();
  expect(more).toHaveLength(0);
  expect(second - first).toBeGreaterThanOrEqual(100);
});

test('a part waits while a click is on its way, and asks no more once its page was left', async ({ page }) => {
  const asked = await parts(page, 1);
  await page.clock.runFor(1_900);
  await page.evaluate(() => document.body.click());
  await page.clock.runFor(900);
  expect(await asked()).toHaveLength(0);
  await page.clock.runFor(200);
  expect(await asked()).toHaveLength(1);

  // The next request is due 10 s after one that was not answered.
  await page.clock.runFor(8_800);
  await page.evaluate(() => document.body.click());
  await page.evaluate(() => document.body.replaceChildren());
  await page.clock.runFor(60_000);
  expect(await asked()).toHaveLength(1);
});

test('a part waits for the page that a link opens, and for none that opens elsewhere', async ({ page }) => {
  const asked = await parts(page, 1);
  const click = (path: string, ctrlKey: boolean): Promise<void> =>
    page.evaluate(({ path, ctrlKey }) => {
      const link = document.body.appendChild(document.createElement('a'));
      link.href = path;
      // As Streamlit's links do: they open pages by themselves.
      link.addEventListener('click', (event) => event.preventDefault());
      link.dispatchEvent(new MouseEvent('click', { ctrlKey, bubbles: true, cancelable: true }));
    }, { path, ctrlKey });

  await page.clock.runFor(1_900);
  await click('/two', false);
  await page.clock.runFor(5_000);
  expect(await asked()).toHaveLength(0);
  await page.evaluate(() => history.pushState(null, '', '/two'));
  await page.clock.runFor(200);
  expect(await asked()).toHaveLength(1);

  // From then on back is no longer a page that is waited for, and a new tab never was.
  await page.evaluate(() => history.pushState(null, '', '/one'));
  await click('/three', true);
  await page.clock.runFor(8_500);
  expect(await asked()).toHaveLength(2);
});
