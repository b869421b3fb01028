import { defineConfig } from '@playwright/test';

/** Deadlines, not expectations: how long a condition may take on a machine that is busy with other things. */
const PATIENCE_MILLIS = 60_000;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  // One at a time: each test file has an engine of its own, and the machine may have two cores.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  timeout: 5 * PATIENCE_MILLIS,
  expect: { timeout: PATIENCE_MILLIS },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    navigationTimeout: PATIENCE_MILLIS,
    actionTimeout: PATIENCE_MILLIS,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Chromium's sandbox does not start under root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
