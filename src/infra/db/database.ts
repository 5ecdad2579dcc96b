import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { connect } from './connect.ts';

export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;
/** Either the pool or a transaction: whoever appends or reads takes what the caller has. */
export type SqlRunner = postgres.ISql;
export type Orm = PostgresJsDatabase;

export interface Database extends AsyncDisposable {
  sql: Sql;
  orm: Orm;
  /** The same tables and builders over the connection of a transaction. */
  ormOver: (tx: Transaction) => Orm;
  close: () => Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  applicationName: string;
  maxConnections: number;
  /** The role to work as; null keeps the one that signs in. */
  role: string | null;
  /** A statement that takes longer is given up, by default never. */
  statementTimeoutMs?: number;
  /** Who waits longer for somebody else's row or table is refused, by default never. */
  lockTimeoutMs?: number;
  /**
   * For who only looks up single rows and short ranges of tables that grow. Postgres keeps the plan that it
   * made while a table was small, for about a minute; by then reading all of it would be a standstill.
   */
  alwaysByIndex?: boolean;
  /** Where read models are looked for. */
  searchPath?: string;
}

/** A transaction left open by a stopped process must not hold its rows for longer. */
const idleInTransactionTimeoutMs = 30_000;

export function openDatabase(options: DatabaseOptions): Database {
  const sql = connect(options.url, {
    max: options.maxConnections,
    onnotice: () => {},
    connect_timeout: 10,
    // Reconnects are tried quickly: a restarted Postgres is back within a second or two.
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1),
    connection: {
      application_name: options.applicationName,
      search_path: options.searchPath ?? 'readmodels,public',
      TimeZone: 'UTC',
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
      ...(options.statementTimeoutMs ? { statement_timeout: options.statementTimeoutMs } : {}),
      ...(options.lockTimeoutMs ? { lock_timeout: options.lockTimeoutMs } : {}),
      // On a Postgres that compiles costly plans, a table without an index would look like one.
      ...(options.alwaysByIndex ? { enable_seqscan: 'off', jit: 'off' } : {}),
      ...(options.role ? { role: options.role } : {}),
    },
  });
  const orm = drizzle(sql);
  const close = () => sql.end({ timeout: 5 });
  return {
    sql,
    orm,
    ormOver: (tx) => drizzle(withOptions(sql, tx)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** drizzle sets parsers on `options`, which a transaction of postgres.js does not carry. */
function withOptions(sql: Sql, tx: Transaction): Sql {
  return Object.assign(tx, { options: sql.options }) as unknown as Sql;
}
