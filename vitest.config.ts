import { defineConfig } from 'vitest/config';

/** Real processes on a busy machine: these limits are for what hangs, not for what is slow. */
const patient = {
  // Modules are loaded once for each worker, not for each file.
  isolate: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 30_000 } },
};
const whole = { ...patient, globalSetup: ['tests/support/global-postgres.ts'] };

export default defineConfig({
  test: {
    // More than two processors: a test of several processes waits for most of its time.
    maxWorkers: 3,
    projects: [
      {
        test: {
          ...patient,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.db.test.ts'],
        },
      },
      {
        test: {
          ...whole,
          name: 'whole',
          include: ['src/**/*.db.test.ts', 'tests/**/*.test.ts'],
          exclude: ['tests/browser/**'],
        },
      },
      {
        test: {
          ...whole,
          testTimeout: 180_000,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // A browser that shares its processors with everything else can miss a moment that a
          // person would not. What only passes the second time is named at the end of the run.
          retry: 1,
        },
      },
    ],
  },
});
