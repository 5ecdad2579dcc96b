import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './repository.mjs';

/** Chromium without the window around its pages: tests that need no window spend a quarter less on it. */
const shellName = 'chromium-headless-shell';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPath = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * The paths of a Chromium and, where it is there, of its shell: the one that is named, else one that is
 * installed, else Debian's packages where this is root with apt at hand, else the one that Playwright
 * fetches.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment
 */
export function ensureBrowser(node, environment) {
  const named = environment.CHROMIUM_PATH;
  if (named) {
    if (isProgram(named)) return { CHROMIUM_PATH: named };
    throw new Error(`CHROMIUM_PATH: ${named} is no program`);
  }
  const whole = installed() ?? fromApt() ?? fromPlaywright(node, environment);
  return { CHROMIUM_PATH: whole, CHROMIUM_SHELL_PATH: onPath([shellName]) };
}

function installed() {
  return onPath(names) ?? [macPath].find(isProgram);
}

/** @param {string[]} programs the best first */
function onPath(programs) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return programs
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find(isProgram);
}

function fromApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('installing chromium with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status === 0;
  const install = (/** @type {string} */ name) =>
    apt('install', '--yes', '--no-install-recommends', name);
  if (!apt('update') || !install('chromium')) return undefined;
  // Not every distribution has it, and the tests do without.
  install(shellName);
  return installed();
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
function fromPlaywright(node, env) {
  console.log("fetching Playwright's chromium");
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
  const fetched = spawnSync(node, [cli, 'install', 'chromium'], { env, stdio: 'inherit' });
  const asked = spawnSync(node, ['-p', 'require("playwright-core").chromium.executablePath()'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  const path = asked.stdout.trim();
  if (fetched.status === 0 && isProgram(path)) return path;
  throw new Error(
    'there is no Chromium for the browser tests: install one, or name it by CHROMIUM_PATH',
  );
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
