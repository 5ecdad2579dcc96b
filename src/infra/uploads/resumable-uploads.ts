/**
 * Uploads that come in several requests (tus). What has come is in the storage, in parts; which
 * parts, and in which order, is in a row, so any server goes on where another one stopped. Bytes
 * count once their part is stored and the row names it; the last ones only together with the file.
 */
import type { Sql, SqlRunner } from '../db/database.ts';
import { partKey } from '../storage/storage-key.ts';
import type { Storage } from '../storage/storage.ts';
import type { UploadLease } from './upload-lease.ts';

export interface ResumableUpload {
  id: string;
  personId: string;
  lengthBytes: number;
  receivedBytes: number;
  /** In the storage, in their order. */
  parts: readonly string[];
  /** As the header gave it. */
  metadata: string;
  expiresAt: Date;
  /** Whether it has become a File, which has the same id. */
  isFile: boolean;
}

interface UploadRow extends Omit<ResumableUpload, 'expiresAt'> {
  expiresAt: string;
}

/** An upload that nothing comes of for so long is given up. */
const uploadLifetimeSeconds = 24 * 60 * 60;
/** Of one person at a time. */
const maxOpenUploads = 1_000;

function columns(sql: SqlRunner) {
  return sql`
    id, person_id as "personId", length_bytes::float8 as "lengthBytes",
    received_bytes::float8 as "receivedBytes", parts, metadata, expires_at as "expiresAt",
    exists (select from log.events where stream = 'file-' || resumable_uploads.id and version = 1) as "isFile"`;
}

/** False where the person has too many already. */
export async function beginUpload(
  sql: Sql,
  upload: Pick<ResumableUpload, 'id' | 'personId' | 'lengthBytes' | 'metadata'>,
): Promise<boolean> {
  const { id, personId, lengthBytes, metadata } = upload;
  const begun = await sql`
    insert into ops.resumable_uploads (id, person_id, length_bytes, metadata, expires_at)
    select ${id}, ${personId}, ${lengthBytes}::int8, ${metadata},
           now() + ${uploadLifetimeSeconds} * interval '1 second'
    where (select count(*) from ops.resumable_uploads
           where person_id = ${personId} and received_bytes < length_bytes) < ${maxOpenUploads}
    returning 1`;
  return begun.length > 0;
}

/** A person's own upload, while its time lasts. */
export async function findUpload(
  sql: Sql,
  personId: string,
  id: string,
): Promise<ResumableUpload | undefined> {
  const [row] = await sql<UploadRow[]>`
    select ${columns(sql)} from ops.resumable_uploads
    where id = ${id} and person_id = ${personId} and expires_at > now()`;
  return row && { ...row, expiresAt: new Date(row.expiresAt) };
}

/** False where whoever wants to add it does not hold the upload any more: then it is not part of it. */
export async function addPart(
  sql: Sql,
  { id, holder }: { id: string; holder: string },
  part: { id: string; sizeBytes: number },
): Promise<boolean> {
  const added = await sql`
    update ops.resumable_uploads
    set parts = parts || ${part.id}::uuid, received_bytes = received_bytes + ${part.sizeBytes},
        expires_at = now() + ${uploadLifetimeSeconds} * interval '1 second'
    where id = ${id} and holder = ${holder}
    returning 1`;
  return added.length > 0;
}

/** It is a File now. The row stays for its time, for whoever did not hear of it. */
export async function completeUpload(
  sql: Sql,
  storage: Storage,
  upload: Pick<ResumableUpload, 'id' | 'parts'>,
): Promise<void> {
  await sql`
    update ops.resumable_uploads
    set parts = '{}', received_bytes = length_bytes
    where id = ${upload.id}`;
  await deleteParts(storage, upload);
}

/** The row first: where this dies between the two, the parts belong to nothing and are swept. */
export async function giveUpUpload(
  sql: Sql,
  storage: Storage,
  upload: Pick<ResumableUpload, 'id' | 'parts'>,
): Promise<void> {
  await sql`delete from ops.resumable_uploads where id = ${upload.id}`;
  await deleteParts(storage, upload);
}

/**
 * The same for whoever could not make a File of it. False where they do not hold it any more or it is a
 * File by now: who holds it goes on, and its address says what became of it.
 */
export async function giveUpHeldUpload(
  sql: Sql,
  storage: Storage,
  { id, holder }: UploadLease['held'],
): Promise<boolean> {
  const [ended] = await sql<Pick<ResumableUpload, 'parts'>[]>`
    delete from ops.resumable_uploads where id = ${id} and holder = ${holder}
      and not exists (select from log.events where stream = ${`file-${id}`} and version = 1)
    returning parts`;
  if (ended) await deleteParts(storage, { id, ...ended });
  return ended !== undefined;
}

async function deleteParts(
  storage: Storage,
  { id, parts }: Pick<ResumableUpload, 'id' | 'parts'>,
): Promise<void> {
  for (const part of parts) await storage.delete(partKey(id, part));
}

/** Those whose time was over at that moment. */
export async function expiredUploads(
  sql: Sql,
  now: Date,
  limit: number,
): Promise<Pick<ResumableUpload, 'id' | 'parts'>[]> {
  return sql<Pick<ResumableUpload, 'id' | 'parts'>[]>`
    select id, parts from ops.resumable_uploads
    where expires_at <= ${now.toISOString()} limit ${limit}`;
}

/** Of these uploads, the keys of the parts that they are made of. */
export async function partsOfUploads(
  sql: Sql,
  uploadIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<Pick<ResumableUpload, 'id' | 'parts'>[]>`
    select id, parts from ops.resumable_uploads where id = any(${[...uploadIds]}::uuid[])`;
  return new Set(rows.flatMap(({ id, parts }) => parts.map((part) => partKey(id, part))));
}
