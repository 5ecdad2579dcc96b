/** How much each person's files take. Counted with the files themselves, so no two uploads fit into one gap. */
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { SqlRunner } from '../db/database.ts';

export interface Quotas {
  /** Of each person's files; null for no limit. */
  quotaBytes: number | null;
  /** Of all files together. */
  instanceQuotaBytes: number | null;
}

interface Space {
  personId: string;
  sizeBytes: number;
}

/** With the file that is asked about. */
interface Used {
  own: number;
  all: number;
}

/** Any constant of our own: who adds to what everybody shares waits for who is at it. */
const instanceQuotaLock = 7_263_453;

/**
 * Part of the transaction that makes the file. All of it is asked for at once: what a caller asks for beside
 * it comes after it, so that everybody holds a person's space before any bytes, as who deletes files does.
 */
export async function takeSpace(
  tx: SqlRunner,
  quotas: Quotas,
  { personId, sizeBytes }: Space,
): Promise<Result<null>> {
  const isShared = quotas.instanceQuotaBytes !== null;
  const [, [used]] = await Promise.all([
    isShared && tx`select pg_advisory_xact_lock(${instanceQuotaLock})`,
    tx<Used[]>`
      insert into ops.storage_use as used (person_id, bytes) values (${personId}, ${sizeBytes}::int8)
      on conflict (person_id) do update set bytes = used.bytes + excluded.bytes
      returning bytes::float8 as own, ${isShared ? sumAnd(tx, sizeBytes) : tx`0`} as all`,
  ]);
  return judge(used, quotas);
}

/** Part of the transaction that ends the file. */
export async function freeSpace(tx: SqlRunner, { personId, sizeBytes }: Space): Promise<void> {
  await tx`
    update ops.storage_use set bytes = greatest(0, bytes - ${sizeBytes}::int8)
    where person_id = ${personId}`;
}

interface SpaceAhead extends Space {
  /** Whether what has come of uploads that are not complete counts as well: a disk holds it too. */
  withBegun?: boolean;
}

/** Whether it looks as if it would fit: what counts is `takeSpace`, this spares the way there. */
export async function checkSpace(
  sql: SqlRunner,
  quotas: Quotas,
  { personId, sizeBytes, withBegun = false }: SpaceAhead,
): Promise<Result<null>> {
  if (quotas.quotaBytes === null && quotas.instanceQuotaBytes === null) return accept(null);
  const [used] = await sql<Used[]>`
    select ${sizeBytes}::float8 + coalesce(sum(bytes) filter (where person_id = ${personId}), 0) as own,
      ${sizeBytes}::float8 + coalesce(sum(bytes), 0) as all
    from (
      select person_id, bytes from ops.storage_use
      union all
      select person_id, received_bytes from ops.resumable_uploads
      where ${withBegun} and received_bytes < length_bytes
    ) as taken`;
  return judge(used, quotas);
}

/** Within one statement what it changes itself is not seen. */
function sumAnd(sql: SqlRunner, sizeBytes: number) {
  return sql`(select coalesce(sum(bytes), 0) + ${sizeBytes}::int8 from ops.storage_use)::float8`;
}

function judge(used: Used | undefined, { quotaBytes, instanceQuotaBytes }: Quotas): Result<null> {
  if (!used) throw new Error('used space without a row');
  if (quotaBytes !== null && used.own > quotaBytes) {
    return refuse('file.quota_exceeded', { params: { max_bytes: quotaBytes } });
  }
  const isFull = instanceQuotaBytes !== null && used.all > instanceQuotaBytes;
  return isFull ? refuse('file.instance_quota_exceeded') : accept(null);
}
