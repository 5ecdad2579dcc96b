import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { npm } from './npm.mjs';
import { inRoot } from './repository.mjs';

/** From this version on Node runs TypeScript files as they are, without a warning or a flag. */
const oldestNode = [24, 12];
/** What is fetched where the machine's own is older. */
const fetchedVersion = '24.21.0';

/** The path of a Node that can run the product: the one at work, or one fetched from npm once. */
export function ensureNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const folder = inRoot('.node');
  const binary = inRoot('.node', 'node_modules', 'node', 'bin', 'node');
  if (existsSync(binary) && versionOf(binary) === fetchedVersion) return binary;
  console.log(
    `Node ${process.versions.node} is older than ${oldestNode.join('.')}: fetching ${fetchedVersion} into .node`,
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = {
    private: true,
    dependencies: { node: fetchedVersion },
    // The package fetches the binary for the platform in an install script.
    allowScripts: { node: true },
  };
  writeFileSync(inRoot('.node', 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  npm(process.execPath, ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: process.env,
  });
  if (versionOf(binary) !== fetchedVersion)
    throw new Error(
      `Node ${fetchedVersion} could not be fetched; install Node ${oldestNode.join('.')} or later`,
    );
  return binary;
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** @param {string} binary */
function versionOf(binary) {
  const asked = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim().slice(1) : null;
}
