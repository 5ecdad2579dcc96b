/**
 * @typedef {object} Command
 * @property {string[]} run what Node is called with; the caller's own arguments follow
 * @property {boolean} [client] whether the built web app has to be there and up to date
 * @property {boolean} [browser] whether a Chromium has to be there
 * @property {boolean} [clamd] whether clamd has to be installed
 * @property {boolean} [tests] whether `run` is vitest, whose outcome is summed up at the end
 * @property {Record<string, string>} [defaults] variables for those that are not set
 * @property {string[][]} [beside] further programs that run beside it and end with it
 */

const vitest = 'node_modules/vitest/vitest.mjs';

/** @type {Record<string, Command>} */
export const commands = {
  start: { run: ['src/main.ts'], client: true },
  // Vite serves the page and hands everything else on to the server, which restarts on a change.
  dev: {
    run: ['--watch', 'src/main.ts'],
    beside: [['node_modules/vite/bin/vite.js', '--port', '5173', '--strictPort']],
    defaults: { PUBLIC_URL: 'http://127.0.0.1:5173' },
  },
  demo: { run: ['src/cli/demo/main.ts'], client: true },
  ecosystia: { run: ['src/cli/main.ts'] },
  build: { run: ['scripts/built.mjs'], client: true },
  check: { run: ['scripts/check.mjs'], client: true },
  test: { run: [vitest, 'run'], tests: true, client: true, browser: true },
  'test:long': {
    run: [vitest, 'run', '--config', 'vitest.long.config.ts'],
    tests: true,
    client: true,
    browser: true,
  },
  'test:clamd': { run: [vitest, 'run', 'clamd.test.ts'], tests: true, clamd: true },
  torture: { run: ['tests/torture/main.ts'] },
  bench: { run: ['bench/main.ts'], client: true, browser: true },
  shots: { run: ['tests/browser/shots.ts'], client: true, browser: true },
};
