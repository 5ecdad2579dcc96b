import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { npm } from './npm.mjs';
import { patchPostgres } from './patch-postgres.mjs';
import { inRoot, root } from './repository.mjs';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

/**
 * Installs what package-lock.json names, unless that is what is installed already. The stamp lies in
 * node_modules, so removing that folder is enough to have it made again.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment
 */
export function ensureDependencies(node, environment) {
  install(node, environment);
  // An installation with scripts switched off has left it out.
  patchPostgres();
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment
 */
function install(node, environment) {
  const stampFile = inRoot('node_modules', '.ecosystia-installed');
  const lock = readFileSync(inRoot('package-lock.json'));
  const wanted = createHash('sha256')
    .update(lock)
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
  if (readIfThere(stampFile) === wanted) return;
  if (!isInstalled(JSON.parse(lock.toString()).packages)) {
    console.log('installing packages');
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    npm(node, args, { cwd: root, env: environment });
  }
  writeFileSync(stampFile, wanted);
}

/**
 * Whether npm itself says that everything is in place, as after somebody's own `npm ci`.
 *
 * @param {Record<string, LockedPackage>} locked
 */
function isInstalled(locked) {
  const written = readIfThere(inRoot('node_modules', '.package-lock.json'));
  if (written === null) return false;
  /** @type {Record<string, LockedPackage>} */
  const installed = JSON.parse(written).packages;
  return Object.entries(locked).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = installed[path];
    // Packages for other platforms are left out.
    return found ? found.version === version : optional || devOptional;
  });
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
