import { expect, test } from 'vitest';
import { report } from './report.ts';
import { torture } from './run.ts';

const seed = Number(process.env['TORTURE_SEED'] ?? 2026);
const seconds = 20;
/** That somebody takes over, not how fast: other tests run beside it. The long run has the 2 s. */
const takeoverBoundMs = Number.POSITIVE_INFINITY;

test(`nothing is lost, doubled or out of order in ${seconds} s of faults`, {
  timeout: 240_000,
}, async () => {
  const lines = [`torture seed ${seed}`];
  const outcome = await torture({
    seed,
    seconds,
    takeoverBoundMs,
    say: (line) => lines.push(line),
  });
  process.stdout.write(`${[...lines, report(outcome)].join('\n')}\n`);
  expect(outcome.violations).toEqual([]);
  expect(outcome.events).toBeGreaterThan(100);
});
