import { expect, test } from 'vitest';
import { report } from './report.ts';
import { torture } from './run.ts';

const seed = Number(process.env['TORTURE_SEED'] ?? 2026);
const seconds = 20;
/** The bound is 2 s where nothing else is going on; here other tests are. */
const takeoverBoundMs = 4_000;

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
