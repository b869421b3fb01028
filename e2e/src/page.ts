import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

/** Tests whose pages may not complain: no error, no refused resource, no dialog. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      watch(context, complaints);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function watch(context: BrowserContext, complaints: string[]): void {
  context.on('weberror', (error) => complaints.push(`error: ${error.error().message}`));
  context.on('console', (message) => {
    // A stream that an engine's death cut off is said by the browser itself, and is what those tests are about.
    if (message.type() === 'error' && !/net::ERR_|Failed to load resource/.test(message.text())) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  context.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}

/** The parts of our page. */
export class Dashboard {
  constructor(readonly page: Page) {}

  readonly badge = () => this.page.locator('footfall-freshness');
  readonly freshness = () => this.badge().locator('.detail');
  readonly orders = () => this.page.locator('footfall-tile.orders .number');
  readonly revenue = () => this.page.locator('footfall-tile.revenue .number');
  readonly trend = () => this.page.locator('footfall-trend');
  readonly funnel = () => this.page.locator('footfall-funnel');
  readonly products = () => this.page.locator('footfall-top');
  readonly events = () => this.page.locator('footfall-events li');

  async open(link: string): Promise<this> {
    await this.page.goto(link);
    return this;
  }

  async isLive(): Promise<void> {
    await expect(this.badge()).toHaveAttribute('state', 'live');
  }

  /** Everything a reader sees or hears, inside the elements too. */
  async text(): Promise<string> {
    return this.page.evaluate(() => {
      const words = (node: Node): string => {
        if (node.nodeType === Node.TEXT_NODE) {
          return node.textContent ?? '';
        }
        if (!(node instanceof Element) && !(node instanceof ShadowRoot)) {
          return '';
        }
        if (node instanceof Element && ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(node.tagName)) {
          return '';
        }
        const said = node instanceof Element ? [node.getAttribute('title'), node.getAttribute('aria-label')] : [];
        const inside = node instanceof Element && node.shadowRoot !== null ? [words(node.shadowRoot)] : [];
        return [...said, ...inside, ...[...node.childNodes].map(words)].filter(Boolean).join(' ');
      };
      return words(document.body);
    });
  }
}

/** Words of ours that no reader should have to know. */
export const INTERNAL = /\b(sequences?|pin(s|ned)?|folds?|folded|as-of|asof|quarantined?|refold\w*|payload)\b/i;
