import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './repository.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPath = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * The path of a Chromium: one that is installed, else Debian's package where this is root with apt at
 * hand, else the one that Playwright fetches.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment
 */
export function ensureBrowser(node, environment) {
  const named = environment.CHROMIUM_PATH;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM_PATH: ${named} is no program`);
  }
  return installed() ?? fromApt() ?? fromPlaywright(node, environment);
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, macPath].find(isProgram) ?? null;
}

function fromApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.log('installing chromium with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const ran = spawnSync('apt-get', [...quiet, ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (ran.status !== 0) return null;
  }
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
