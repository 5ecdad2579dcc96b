import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { inRoot, root } from './repository.mjs';

/**
 * What every program of the product runs with.
 *
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function nodeEnvironment(node) {
  return {
    ...process.env,
    // Tools and install scripts find the same Node.
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    // Keeps stripped and compiled modules between runs: a third of the time to be ready.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? inRoot('node_modules/.cache/compiled'),
    // Threads of image work otherwise keep an arena each, hundreds of megabytes in all.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
  };
}

/**
 * A worker by itself has little to do with JavaScript and much with pictures: V8 would take 200 MB of a
 * large machine's memory for what is young and soon gone.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
function nodeFlags(environment) {
  const small =
    environment.ROLE === 'worker' ? ['--max-semi-space-size=1', '--optimize-for-size'] : [];
  return ['--disable-warning=ExperimentalWarning', ...small];
}

/**
 * Runs a command until it ends, and hands every signal on to it.
 *
 * @param {string} node
 * @param {import('./commands.mjs').Command} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export async function runToEnd(node, command, args, env) {
  const programs = [[...command.run, ...args], ...(command.beside ?? [])];
  const children = programs.map((program) =>
    spawn(node, [...nodeFlags(env), ...program], {
      cwd: root,
      env,
      stdio: 'inherit',
    }),
  );
  let isTold = false;
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    for (const child of children) child.kill(signal);
  };
  // Without these the launcher would die at once and leave the server behind.
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP']))
    process.on(signal, () => {
      isTold = true;
      forward(signal);
    });
  const exits = children.map(
    (child) =>
      new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code, signal) =>
          resolve(signal ? 128 + constants.signals[signal] : (code ?? 1)),
        );
      }),
  );
  const first = await Promise.race(exits);
  // Programs that run side by side end together.
  forward('SIGTERM');
  const [own = 1] = await Promise.all(exits);
  return isTold ? own : first;
}
