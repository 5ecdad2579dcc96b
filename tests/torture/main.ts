/** `npm run torture -- --seed N --seconds S`: see docs/torture.md. */
import { parseArgs } from 'node:util';
import { report } from './report.ts';
import { torture } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seconds: { type: 'string', default: '60' },
  },
});
const seed = Number(values.seed);
const seconds = Number(values.seconds);
if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('--seed is a whole number from 0 up');
if (!(seconds > 0)) throw new Error('--seconds is a number above 0');

const say = (line: string) => process.stdout.write(`${line}\n`);
say(`seed ${seed}`);
const stop = new AbortController();
// A second Ctrl-C ends it at once, and leaves Postgres to whoever presses it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
const outcome = await torture({ seed, seconds, takeoverBoundMs: 2_000, stop: stop.signal, say });
say(report(outcome));
process.exitCode = outcome.violations.length === 0 ? 0 : 1;
