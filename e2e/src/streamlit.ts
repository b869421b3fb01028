import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { type Engine, freePort } from './engine.ts';
import { Program } from './program.ts';

/** A Python that has our package and Streamlit; `./footfall test` makes one and names it. */
const PYTHON = process.env.FOOTFALL_PYTHON ?? resolve(import.meta.dirname, '../../.footfall/venv/bin/python');

/** The Streamlit page, as a program of its own beside an engine. */
export class Streamlit {
  private constructor(
    readonly program: Program,
    readonly url: string,
  ) {}

  static async beside(engine: Engine, ...options: string[]): Promise<Streamlit> {
    const port = await freePort();
    const program = new Program(
      PYTHON,
      ['-m', 'footfall_dashboard', '--port', String(port), '--url', engine.url, ...options],
      { FOOTFALL_KEY: engine.keys.read },
    );
    await program.says(/(http:\/\/127\.0\.0\.1:\d+)/);
    return new Streamlit(program, `http://127.0.0.1:${port}`);
  }
}

/** The parts of the Streamlit application's page for what happens now. */
export class StreamlitDashboard {
  constructor(readonly page: Page) {}

  readonly badge = () => this.page.locator('footfall-freshness');
  readonly part = (name: string) => this.page.locator(name);
  /** The number of the tile with this heading. */
  readonly number = (heading: string) =>
    this.page.locator(`footfall-tile[heading="${heading}"] .number`).first();
  /** The number that Python draws in this place. */
  readonly metric = (place: number) => this.page.getByTestId('stMetricValue').nth(place);
  /** The first picture that Python draws. */
  readonly picture = () => this.page.getByTestId('stVegaLiteChart').first().locator('svg.marks');
  readonly pause = () => this.page.getByText('Pause', { exact: true });

  async open(url: string): Promise<this> {
    await this.page.goto(url);
    return this;
  }
}
