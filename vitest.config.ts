import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.db.test.ts'],
        },
      },
      {
        test: {
          name: 'whole',
          include: ['src/**/*.db.test.ts', 'tests/**/*.test.ts'],
          globalSetup: ['tests/support/global-postgres.ts'],
          // Real processes on a busy machine: these limits are for what hangs, not for what is slow.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
