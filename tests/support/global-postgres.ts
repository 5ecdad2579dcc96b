import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import type { TestProject } from 'vitest/node';
import { connect } from '#infra/db/connect.ts';
import { migrate } from '#infra/db/migrate.ts';
import { startEmbeddedPostgres } from '#infra/embedded-postgres/embedded-postgres.ts';
import { fastFolder, removeAbandoned } from './fast-folder.ts';
import { databaseAddress, templateDatabase } from './postgres.ts';

const folderPrefix = 'ecosystia-test-';

/** One Postgres for the whole run, with one migrated database that each test clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await using undo = new AsyncDisposableStack();
  const folder = await fastFolder();
  await removeAbandoned(folder, folderPrefix);
  const dataDir = await mkdtemp(join(folder, folderPrefix));
  undo.defer(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({
    dataDir,
    log: pino({ level: 'error' }),
    // Nothing here has to survive a power cut. What tests durability starts a Postgres of its own.
    parameters: {
      fsync: 'off',
      full_page_writes: 'off',
      synchronous_commit: 'off',
      max_wal_size: '256MB',
    },
  });
  undo.use(server);
  const sql = connect(server.ownerUrl, { max: 1 });
  await sql`CREATE DATABASE ${sql(templateDatabase)}`;
  await sql.end();
  await migrate(databaseAddress(server.ownerUrl, templateDatabase));
  project.provide('testPostgresUrl', server.ownerUrl);
  const running = undo.move();
  return () => running.disposeAsync();
}
