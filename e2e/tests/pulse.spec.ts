import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

const PULSE = new URL('../../show/streamlit/src/footfall/streamlit/pulse.js', import.meta.url);

type Mount = (shown: { data: object; parentElement: Element; setTriggerValue: () => void }) => () => void;

test('two parts that are due at once ask one after the other', async ({ page }) => {
  await page.clock.install({ time: 0 });
  await page.goto('about:blank');
  // From here on time passes only where the test lets it, however long the machine takes.
  await page.clock.pauseAt(3_600_000);
  const source = await readFile(PULSE, 'utf8');
  await page.evaluate(async (text) => {
    const pulse: { default: Mount } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    const asked: number[] = [];
    Object.assign(window, { asked });
    for (const number of [1, 2]) {
      const parentElement = document.body.appendChild(document.createElement('div'));
      pulse.default({ data: { number, seconds: 2 }, parentElement, setTriggerValue: () => asked.push(Date.now()) });
    }
  }, source);
  const asked = (): Promise<number[]> => page.evaluate(() => (window as unknown as { asked: number[] }).asked);
  await page.clock.runFor(1_900);
  expect(await asked()).toHaveLength(0);
  await page.clock.runFor(1_000);
  const [first = 0, second = 0, ...more] = await asked();
  expect(more).toHaveLength(0);
  expect(second - first).toBeGreaterThanOrEqual(100);
});
