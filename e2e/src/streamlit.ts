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

  static async beside(engine: Engine): Promise<Streamlit> {
    const port = await freePort();
    const program = new Program(
      PYTHON,
      ['-m', 'footfall_dashboard', '--port', String(port), '--url', engine.url],
      { FOOTFALL_KEY: engine.keys.read },
    );
    await program.says(/(http:\/\/127\.0\.0\.1:\d+)/);
    return new Streamlit(program, `http://127.0.0.1:${port}`);
  }
}

/** The parts of the Streamlit page. */
export class StreamlitDashboard {
  constructor(readonly page: Page) {}

  /** The number of the tile with this label. */
  readonly metric = (label: string | RegExp) =>
    this.page.getByTestId('stMetric').filter({ hasText: label }).getByTestId('stMetricValue');
  readonly badge = (word: 'LIVE' | 'DELAYED' | 'OFFLINE') => this.page.getByText(word, { exact: true });
  readonly charts = () => this.page.getByTestId('stVegaLiteChart');

  async open(url: string): Promise<this> {
    await this.page.goto(url);
    return this;
  }
}
