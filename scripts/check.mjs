// All static checks in one command: `npm run check`, or `npm run check -- lint format` for some.
// Every check runs, each prints one line with its time, then the failed ones print what they found.

import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { repository } from './check/files.mjs';

const MAX_REPORT_LINES = 60;

/** What runs longest comes first, so that the last one to end is a short one. */
const CHECKS = [
  { name: 'lint', command: ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'types-client', command: ['typescript/bin/tsc', '-p', 'tsconfig.client.json'] },
  { name: 'types-node', command: ['typescript/bin/tsc', '-p', 'tsconfig.node.json'] },
  { name: 'dead-code', command: ['knip/bin/knip.js', '--no-progress'] },
  { name: 'schema', command: ['../scripts/check/schema.mjs'] },
  { name: 'direction', command: ['../scripts/check/direction.mjs'] },
  { name: 'types-domain', command: ['typescript/bin/tsc', '-p', 'tsconfig.domain.json'] },
  { name: 'format', command: ['@biomejs/biome/bin/biome', 'format', '--max-diagnostics=200'] },
  { name: 'hygiene', command: ['../scripts/check/hygiene.mjs'] },
];

/** @typedef {{ name: string, command: string[] }} Check */
/** @typedef {{ name: string, ok: boolean, report: string, seconds: number }} Outcome */

/**
 * @param {Check} check
 * @returns {Promise<Outcome>}
 */
function run({ name, command: [program, ...args] }) {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [`node_modules/${program}`, ...args], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  /** @type {Buffer[]} */
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const seconds = (performance.now() - startedMs) / 1000;
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(14)} ${seconds.toFixed(1)} s`);
      resolve({ name, ok: code === 0, seconds, report: Buffer.concat(chunks).toString().trim() });
    });
  });
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `no such check: ${unknown.join(', ')}; there are ${CHECKS.map((c) => c.name).join(', ')}`,
  );
  process.exit(2);
}

const queue = CHECKS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
/** @type {Outcome[]} */
const outcomes = [];
const lanes = Array.from({ length: Math.min(availableParallelism(), 4) }, async () => {
  for (let check = queue.shift(); check; check = queue.shift()) outcomes.push(await run(check));
});
await Promise.all(lanes);

const failed = outcomes.filter(({ ok }) => !ok);
for (const { name, report } of failed) {
  const lines = report.split('\n');
  // Named alone, a check tells everything.
  const shown = wanted.length > 0 ? lines : lines.slice(0, MAX_REPORT_LINES);
  console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}\n${shown.join('\n')}`);
  if (shown.length < lines.length) {
    console.log(`… ${lines.length - shown.length} lines more: npm run check -- ${name}`);
  }
}
process.exitCode = failed.length === 0 ? 0 : 1;
