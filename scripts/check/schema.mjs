// Checks that the tables in drizzle/ are the ones the newest migration left behind: the state that
// `drizzle-kit generate` would compare with, compared without writing and without asking anything.
// Usage: node scripts/check/schema.mjs [folder]

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateDrizzleJson } from 'drizzle-kit/api';
import { repository } from './files.mjs';

const root = resolve(process.argv[2] ?? repository);
const metaFolder = join(root, 'migrations/meta');

const journal = JSON.parse(readFileSync(join(metaFolder, '_journal.json'), 'utf8'));
const newest = journal.entries.at(-1);
const snapshotName = `${String(newest.idx).padStart(4, '0')}_snapshot.json`;
const migrated = JSON.parse(readFileSync(join(metaFolder, snapshotName), 'utf8'));

/** @type {Record<string, unknown>} */
const tables = {};
for (const file of readdirSync(join(root, 'drizzle')).filter((name) => name.endsWith('.ts'))) {
  const module = await import(pathToFileURL(join(root, 'drizzle', file)).href);
  // The file's name keeps two files' exports of one name apart; drizzle reads only the values.
  for (const [name, value] of Object.entries(module)) tables[`${file}:${name}`] = value;
}
const declared = JSON.parse(JSON.stringify(generateDrizzleJson(tables)));

/**
 * The paths at which two JSON values differ, a few levels deep: enough to name a column.
 *
 * @param {unknown} before
 * @param {unknown} after
 * @param {string} path
 * @returns {string[]}
 */
function differences(before, after, path) {
  if (before === after) return [];
  if (typeof before !== 'object' || typeof after !== 'object' || !before || !after) {
    return [
      `${path}: ${JSON.stringify(before)} in migrations, ${JSON.stringify(after)} in drizzle`,
    ];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    differences(Reflect.get(before, key), Reflect.get(after, key), path ? `${path}.${key}` : key),
  );
}

const IDENTITY = ['id', 'prevId', '_meta'];
const drift = differences(migrated, declared, '').filter(
  (line) => !IDENTITY.some((key) => line.startsWith(`${key}:`) || line.startsWith(`${key}.`)),
);

for (const line of drift.slice(0, 20)) console.log(line.slice(0, 300));
if (drift.length > 0) console.log(`run: npx drizzle-kit generate (${drift.length} differences)`);
process.exitCode = drift.length === 0 ? 0 : 1;
