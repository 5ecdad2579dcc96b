import type { SqlRunner } from '#infra/db/database.ts';
import { projectionNames } from '../registry.ts';

/** The figure as it was at a position: always the same answer for the same position. */
export async function unreadCountAt(
  sql: SqlRunner,
  personId: string,
  position: number,
): Promise<number> {
  const [row] = await sql<{ unread_count: number }[]>`
    select unread_count from unread_counts
    where person_id = ${personId} and position <= ${position}
    order by position desc limit 1`;
  return row?.unread_count ?? 0;
}

/** The figures that events at these positions made, in one question for all of them. */
export async function unreadCountsAfter(
  sql: SqlRunner,
  marks: readonly { personId: string; position: number }[],
): Promise<Map<number, number>> {
  const rows = await sql<{ position: string; unread_count: number }[]>`
    select counts.position, counts.unread_count
    from unnest(
      ${marks.map((mark) => mark.personId)}::uuid[], ${marks.map((mark) => mark.position)}::bigint[]
    ) as asked (person_id, position)
    join unread_counts counts using (person_id, position)`;
  return new Map(rows.map((row) => [Number(row.position), row.unread_count]));
}

/** The figure at a position, or null while the read models do not show that much. */
export async function shownUnreadCountAt(
  sql: SqlRunner,
  personId: string,
  position: number,
): Promise<number | null> {
  const [row] = await sql<{ shown: string; unread_count: number | null }[]>`
    select shown.position as shown, counts.unread_count
    from (
      select coalesce(min(position), 0) as position from projection_checkpoints
      where name = any(${[...projectionNames]})
    ) shown
    left join lateral (
      select unread_count from unread_counts
      where person_id = ${personId} and position <= ${position}
      order by position desc limit 1
    ) counts on true`;
  if (!row || Number(row.shown) < position) return null;
  return row.unread_count ?? 0;
}

/** Where a person's count last changed, which is where their list did; 0 where it never has. */
export async function lastCountPosition(sql: SqlRunner, personId: string): Promise<number> {
  const [row] = await sql<{ position: string }[]>`
    select coalesce(max(position), 0) as position from unread_counts
    where person_id = ${personId}`;
  return Number(row?.position ?? 0);
}
