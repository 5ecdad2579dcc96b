import { expect, test } from 'vitest';
import { report } from './report.ts';
import { torture } from './run.ts';

const seed = Number(process.env['TORTURE_SEED'] ?? Date.now() % 1_000_000);
const seconds = 600;
const takeoverBoundMs = 2_000;

test('ten minutes of faults lose, double and disorder nothing', async () => {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  say(`torture seed ${seed}`);
  const outcome = await torture({ seed, seconds, takeoverBoundMs, say });
  say(report(outcome));
  expect(outcome.violations).toEqual([]);
});
