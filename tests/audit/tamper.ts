import { connect } from '#infra/db/connect.ts';
import type { Sql } from '#infra/db/database.ts';

/** What only somebody with the database in their hands can do: the append-only triggers off. */
export async function tamper(ownerUrl: string, how: (sql: Sql) => Promise<unknown>): Promise<void> {
  const sql = connect(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`set session_replication_role = replica`;
    await how(sql);
  } finally {
    await sql.end();
  }
}
