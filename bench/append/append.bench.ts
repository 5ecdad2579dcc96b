/**
 * 32 writers that record uploads through the command path, while a server gives positions and keeps
 * the read models; beside it as many that insert one row of the same width into a plain table.
 */
import { connect } from '#infra/db/connect.ts';
import { openPlatform } from '#infra/platform.ts';
import { projections } from '#readmodels/registry.ts';
import type { BenchDatabase } from '../support/database.ts';
import { startClients } from '../support/clients.ts';
import { type BenchResult, compare, type Round } from '../support/result.ts';
import type { AppendRequest, AppendSettings } from './append-clients.ts';

const writers = 32;
const roundMs = 2_000;
const rounds = 5;

export async function benchAppend(database: BenchDatabase): Promise<BenchResult[]> {
  const { url, role, log } = database;
  await preparePlainTable(url, role);
  await using platform = await openPlatform({
    url,
    role,
    log,
    applicationName: 'bench server',
    projections,
    notify: true,
    pollIntervalMs: 500,
    maxConnections: 4,
  });
  const settings: AppendSettings = { url, role, writers };
  await using clients = await startClients<AppendRequest, Round>(
    new URL('append-clients.ts', import.meta.url),
    settings,
  );
  const result = await compare({
    scenario: 'append',
    unit: 'appends/s',
    rounds,
    bare: () => clients.ask({ what: 'bare', forMs: roundMs }),
    product: async () => {
      const round = await clients.ask({ what: 'product', forMs: roundMs });
      await caughtUp(platform.database.sql);
      return round;
    },
  });
  return [result];
}

/** A round leaves nothing to do for the next one. */
async function caughtUp(sql: ReturnType<typeof connect>): Promise<void> {
  for (;;) {
    const [row] = await sql<{ done: boolean }[]>`
      select not exists (select from log.outbox)
         and (select min(position) from projection_checkpoints)
           = (select max(position) from log.positions) as done`;
    if (row?.done) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function preparePlainTable(url: string, role: string | null): Promise<void> {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    await sql`create schema bench`;
    await sql`
      create table bench.rows (id bigint generated always as identity primary key, payload text)`;
    if (!role) return;
    await sql`grant usage on schema bench to ${sql(role)}`;
    await sql`grant insert on bench.rows to ${sql(role)}`;
  } finally {
    await sql.end();
  }
}
