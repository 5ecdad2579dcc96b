/**
 * Which bytes are stored for how many files. An upload always stores its own bytes, under a name that
 * was never used before; only then, in the transaction that makes the file, it learns whether the
 * same bytes are there already, and takes those. So nothing that an uploader can see or measure
 * tells whether somebody else has a file, and whoever deletes bytes that nobody has any more can
 * never meet those of an upload: a name that is gone from here does not come back.
 */
import type { SqlRunner } from '../db/database.ts';
import { ownerIdOf } from './storage-key.ts';

/**
 * One file more has these bytes, part of the transaction that makes it. Returns where they are: if
 * not at the key that is given, they were there before and that object is needed by nobody.
 */
export async function holdContent(
  tx: SqlRunner,
  { sha256, storageKey }: { sha256: string; storageKey: string },
): Promise<string> {
  const [held] = await tx<{ storage_key: string }[]>`
    insert into ops.file_contents as held (id, sha256, storage_key, files)
    values (${ownerIdOf(storageKey)}, ${sha256}, ${storageKey}, 1)
    on conflict (sha256) do update set files = held.files + 1
    returning storage_key`;
  if (!held) throw new Error('content without a row');
  return held.storage_key;
}

/**
 * One file fewer, part of the transaction that ends it. True where it was the last one: the bytes are
 * nobody's from then on, and whoever sends the same brings their own.
 */
export async function letGoOfContent(tx: SqlRunner, storageKey: string): Promise<boolean> {
  const [left] = await tx<{ files: number }[]>`
    update ops.file_contents
    set files = files - 1, sha256 = case when files > 1 then sha256 end
    where id = ${ownerIdOf(storageKey)}
    returning files`;
  return left?.files === 0;
}

/** What became of the contents of these ids; those that never were are not in it. */
export async function contentsOf(
  sql: SqlRunner,
  ids: readonly string[],
): Promise<ReadonlyMap<string, 'held' | 'let go'>> {
  const rows = await sql<{ id: string; files: number }[]>`
    select id, files from ops.file_contents where id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, files }) => [id, files > 0 ? 'held' : 'let go']));
}
