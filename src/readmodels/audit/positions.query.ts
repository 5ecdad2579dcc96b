import type { Database } from '#infra/db/database.ts';
import { projectionNames } from '../registry.ts';

/** How far a read model has come. */
export interface ReadModelPosition {
  name: string;
  position: number;
  /** Events placed that it does not show yet. */
  behind: number;
}

/** Of this version's read models: another version may have left a checkpoint that nobody moves. */
export async function readModelPositions({ sql }: Database): Promise<ReadModelPosition[]> {
  const rows = await sql<{ name: string; position: string; behind: string }[]>`
    select name, position,
           greatest((select coalesce(max(position), 0) from log.positions) - position, 0) as behind
    from projection_checkpoints
    where name = any(${[...projectionNames]}) order by name`;
  return rows.map(({ name, position, behind }) => ({
    name,
    position: Number(position),
    behind: Number(behind),
  }));
}
