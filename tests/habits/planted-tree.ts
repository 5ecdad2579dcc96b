import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The repository's root. */
export const repository = resolve(import.meta.dirname, '../..');

type PlantedFile = readonly [path: string, source: string, ...unknown[]];

/**
 * A temporary folder with this repository's packages and import aliases, the given sources, and
 * copies of the named folders.
 */
export async function plant(files: readonly PlantedFile[], copied: readonly string[] = []) {
  const root = await mkdtemp(join(tmpdir(), 'planted-'));
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  for (const path of ['package.json', ...copied]) {
    await cp(join(repository, path), join(root, path), { recursive: true });
  }
  for (const [path, source] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), source);
  }
  return {
    root,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** Runs one of the repository's scripts on a folder; says its exit code and all it printed. */
export function runScript(script: string, root: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, script), root], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, output: stdout + stderr };
}
