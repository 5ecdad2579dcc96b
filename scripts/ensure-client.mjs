import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, root } from './repository.mjs';

/** All that the web app is made of. */
const sources = [
  'src/client',
  'src/domain',
  'scripts/client',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];
/** Written by the build itself. */
const generated = /\.gen\.ts$/;

/**
 * Builds the web app into dist/client when its sources changed since the last build.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment
 */
export function ensureClient(node, environment) {
  if (!existsSync(inRoot('index.html'))) return;
  const stampFile = inRoot('dist', 'client.stamp');
  const quick = fingerprint((path) => {
    const { size, mtimeMs } = statSync(path);
    return `${size} ${mtimeMs}`;
  });
  const [builtQuick, builtContent] = readStamp(stampFile);
  if (quick === builtQuick) return;
  // Times change with every clone and copy; only other contents make another build.
  const content = fingerprint((path) => readFileSync(path));
  if (content !== builtContent) {
    console.log('building the web app');
    const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
    const built = spawnSync(node, vite, { cwd: root, env: environment, stdio: 'inherit' });
    if (built.status !== 0) throw new Error('the web app could not be built');
  }
  writeFileSync(stampFile, `${quick}\n${content}\n`);
}

/** @param {(path: string) => import('node:crypto').BinaryLike} look */
function fingerprint(look) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => filesBelow(source))) {
    hash.update(`${path}\n`);
    hash.update(look(inRoot(path)));
    hash.update('\n');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  const full = inRoot(path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return generated.test(path) ? [] : [path];
  const entries = readdirSync(full).sort();
  return entries.flatMap((entry) => filesBelow(join(path, entry)));
}

/** @param {string} stampFile */
function readStamp(stampFile) {
  if (!existsSync(stampFile) || !existsSync(inRoot('dist', 'client', 'index.html'))) return [];
  return readFileSync(stampFile, 'utf8').split('\n');
}
