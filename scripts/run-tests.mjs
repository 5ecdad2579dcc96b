import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from './commands.mjs';
import { runToEnd } from './processes.mjs';

/**
 * Runs the static checks and vitest, and ends with one line of plain numbers. Where the tests are
 * narrowed down, by arguments or to those of the scanner, the checks are left out.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment
 * @param {import('./commands.mjs').Command} command
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runTests(node, environment, command, args) {
  const folder = mkdtempSync(join(tmpdir(), 'ecosystia-report-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const checked =
      args.length > 0 || command.clamd || !commands.check
        ? 0
        : await runToEnd(node, commands.check, [], environment);
    // Told to stop, not failed.
    if (checked > 128) return checked;
    const tested = await runToEnd(node, command, [...reporters, ...args], environment);
    if (checked !== 0) console.log('\nnpm run check found something; see the top');
    console.log(`\n${summary(report)}`);
    return checked || tested;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} report */
function summary(report) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return 'tests: the run broke off before it could be counted';
  }
  // What fails while a file is loaded has no test to count it by.
  const brokenFiles = result.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const skipped = result.numPendingTests + result.numTodoTests;
  const secondTries = atSecondTry(result);
  const counts = [
    `${result.numPassedTests} passed`,
    `${result.numFailedTests + brokenFiles} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(secondTries.length > 0 ? [`${secondTries.length} passed at the second try only`] : []),
  ];
  return [...secondTries, `tests: ${counts.join(', ')}`].join('\n');
}

/**
 * What failed first and passed then, with why it failed: a test or the product has a race.
 *
 * @param {{ testResults: { assertionResults: Test[] }[] }} result
 * @typedef {{ fullName: string, status: string, failureMessages: string[] }} Test
 */
function atSecondTry(result) {
  return result.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(({ fullName, failureMessages }) => `second try: ${fullName}\n${failureMessages[0]}\n`);
}
