// Runs one of the product's commands with all of its set-up: `node scripts/run.mjs start`.
//
// npm's scripts come here, under whatever Node a machine has (20 or later). This file and what it
// imports use no packages, because on a fresh clone there are none.

import { commands } from './commands.mjs';
import { ensureBrowser } from './ensure-browser.mjs';
import { ensureClamd } from './ensure-clamd.mjs';
import { ensureClient } from './ensure-client.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { ensureNode } from './ensure-node.mjs';
import { nodeEnvironment, runToEnd } from './processes.mjs';
import { runTests } from './run-tests.mjs';

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`no such command: ${name}; there are ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}

try {
  const node = ensureNode();
  const environment = { ...command.defaults, ...nodeEnvironment(node) };
  if (command.clamd) ensureClamd(environment);
  ensureDependencies(node, environment);
  if (command.client) ensureClient(node, environment);
  if (command.browser) Object.assign(environment, ensureBrowser(node, environment));
  process.exitCode = command.tests
    ? await runTests(node, environment, command, args)
    : await runToEnd(node, command, args, environment);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
