import { defineConfig } from 'vite';

/** Where `npm run dev` finds a running engine; its page link sets the cookie for this address too. */
const ENGINE = process.env.FOOTFALL_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  // Relative addresses: the page works behind any path prefix.
  base: './',
  build: {
    target: 'es2022',
    // The engine's content security policy allows files of its own origin only, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        page: 'index.html',
        'footfall-elements': 'src/elements.ts',
        footfall: 'src/track/footfall.ts',
      },
      // What a module exports stays exported.
      preserveEntrySignatures: 'allow-extension',
      output: {
        // What pages of others load keeps its name.
        entryFileNames: (chunk) => (chunk.name === 'page' ? 'assets/[name]-[hash].js' : '[name].js'),
      },
    },
  },
  server: { proxy: { '/api': ENGINE, '/open': ENGINE } },
});
