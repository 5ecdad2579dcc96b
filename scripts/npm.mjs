import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Runs npm to its end; a failure throws.
 *
 * @param {string} node the Node that npm itself and install scripts run on
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
export function npm(node, args, options) {
  const cli = npmCli();
  const [command, ...rest] = cli ? [node, cli, ...args] : ['npm', ...args];
  const ran = spawnSync(command, rest, {
    ...options,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: !cli && process.platform === 'win32',
  });
  if (ran.error) throw new Error(`npm could not be run: ${ran.error.message}`);
  if (ran.status !== 0) throw new Error(`npm ${args[0]} failed (${ran.status ?? ran.signal})`);
}

/** npm's own program: the one that called us, or the one beside Node. */
function npmCli() {
  const caller = process.env.npm_execpath;
  if (caller?.endsWith('npm-cli.js')) return caller;
  const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  return existsSync(beside) ? beside : null;
}
