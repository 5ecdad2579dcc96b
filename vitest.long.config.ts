import { defineConfig } from 'vitest/config';

/** What takes too long for every change: ten minutes of torture, readers and servers for long, the image. */
export default defineConfig({
  test: {
    include: ['tests/**/*.long.ts'],
    globalSetup: ['tests/support/global-postgres.ts'],
    // One after the other: they measure, or need the whole machine.
    fileParallelism: false,
    testTimeout: 20 * 60_000,
    hookTimeout: 5 * 60_000,
  },
});
