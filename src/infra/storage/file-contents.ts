/**
 * Which bytes are stored for how many files: those that were sent, and what was made of them, each
 * apart, as a file may have let go of the one and not of the other. Whoever brings bytes always
 * stores their own, under a name that was never used before; only then, in the transaction of the
 * event that names them, they learn whether the same are there already, and take those. So nothing
 * that an uploader can see or measure tells whether somebody else has a file, and whoever deletes
 * bytes that nobody has any more can never meet those of an upload: a name that is gone from here
 * does not come back.
 */
import type { PictureType } from '#domain/files/file.events.ts';
import type { Renditions } from '#domain/files/file.decider.ts';
import type { SqlRunner } from '../db/database.ts';
import { ownerIdOf } from './storage-key.ts';

interface Content {
  /** Of what was sent. */
  sha256: string;
  storageKey: string;
}

/**
 * One file more has each of these bytes, no two the same, part of the transaction that makes them. Returns
 * where they are: what is not at the key that is given was there before, and that object is needed by nobody.
 */
export async function holdContents(tx: SqlRunner, contents: readonly Content[]): Promise<string[]> {
  const held = await hold(
    tx,
    contents.map((content) => ({ ...content, kind: 'sent', renditions: null })),
  );
  return held.map(({ storageKey }) => storageKey);
}

/** The same for what was made of a picture: returns that which was made first, by these or by others. */
export async function holdRenditions(
  tx: SqlRunner,
  { sha256, kind, renditions }: { sha256: string; kind: PictureType; renditions: Renditions },
): Promise<Renditions> {
  const { storageKey } = renditions;
  const [held] = await hold(tx, [{ sha256, kind, storageKey, renditions }]);
  return held?.renditions ?? renditions;
}

interface Held {
  sha256: string;
  storageKey: string;
  renditions: Renditions | null;
}

/** In the order in which they are given. */
async function hold(
  tx: SqlRunner,
  contents: readonly (Held & { kind: 'sent' | PictureType })[],
): Promise<Held[]> {
  // Always in the same order, so that no two who hold several wait for each other.
  const rows = await tx<Held[]>`
    insert into ops.file_contents as held (id, sha256, kind, storage_key, renditions, files)
    select id, sha256, kind, storage_key, renditions, 1
    from unnest(
      ${contents.map(({ storageKey }) => ownerIdOf(storageKey))}::uuid[],
      ${contents.map(({ sha256 }) => sha256)}::text[], ${contents.map(({ kind }) => kind)}::text[],
      ${contents.map(({ storageKey }) => storageKey)}::text[],
      ${contents.map(({ renditions }) => renditions && JSON.stringify(renditions))}::text[]::jsonb[]
    ) as content (id, sha256, kind, storage_key, renditions)
    order by sha256, kind
    on conflict (sha256, kind) do update set files = held.files + 1
    returning sha256, storage_key as "storageKey", renditions`;
  const bySha256 = new Map(rows.map((row) => [row.sha256, row]));
  return contents.map(({ sha256 }) => {
    const held = bySha256.get(sha256);
    if (!held) throw new Error('content without a row');
    return held;
  });
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
