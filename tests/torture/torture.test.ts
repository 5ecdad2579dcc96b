import { expect, test } from 'vitest';
import { report } from './report.ts';
import { torture } from './run.ts';

const seed = Number(process.env['TORTURE_SEED'] ?? 2026);
const seconds = 20;

test(`nothing is lost, doubled or out of order in ${seconds} s of faults`, {
  timeout: 240_000,
}, async () => {
  const lines = [`torture seed ${seed}`];
  const outcome = await torture({ seed, seconds, say: (line) => lines.push(line) });
  process.stdout.write(`${[...lines, report(outcome)].join('\n')}\n`);
  expect(outcome.violations).toEqual([]);
  expect(outcome.events).toBeGreaterThan(100);
});
