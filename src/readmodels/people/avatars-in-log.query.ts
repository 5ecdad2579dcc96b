import type { SqlRunner } from '#infra/db/database.ts';

/**
 * The picture that each of these people has; null for those who had one and have none any more.
 * Asked of the log and not of a read model: one that lags behind, or is being rebuilt, must not make
 * stored bytes look abandoned.
 */
export async function avatarsInLog(
  sql: SqlRunner,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const streams = personIds.map((id) => `person-${id}`);
  const rows = await sql<{ id: string; key: string | null }[]>`
    select distinct on (stream)
           substr(stream, length('person-') + 1) as id, data ->> 'storageKey' as key
    from log.events where stream = any(${streams}) and type = 'AvatarChanged'
    order by stream, version desc`;
  return new Map(rows.map(({ id, key }) => [id, key]));
}
