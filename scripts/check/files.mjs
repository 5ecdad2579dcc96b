// Which files belong to the repository, with or without git at hand: a fresh download has none.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const NOT_OURS = new Set(['.git', '.node', '.shots', 'data', 'dist', 'node_modules']);

/**
 * All files under a folder, as sorted paths from `root`, with `/` between the parts.
 *
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
export function walk(root, folder = '.') {
  const found = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (NOT_OURS.has(entry.name)) continue;
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...walk(root, path));
    else if (entry.isFile()) found.push(path);
  }
  return found.toSorted((one, other) => (one < other ? -1 : 1));
}

/**
 * The files that are, or are about to be, in the repository.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function repositoryFiles(root) {
  const git = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const listed = git.status === 0 ? git.stdout.split('\0').filter(Boolean) : walk(root);
  // A file removed but not yet committed as removed is still listed.
  return listed.filter((path) => existsSync(join(root, path)));
}
