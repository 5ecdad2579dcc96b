import { defineConfig } from 'vitest/config';

/** What takes too long for every change: ten minutes of torture, the container image. */
export default defineConfig({
  test: {
    include: ['tests/**/*.long.ts'],
    // One after the other: they measure, or need the whole machine.
    fileParallelism: false,
    testTimeout: 20 * 60_000,
    hookTimeout: 5 * 60_000,
  },
});
