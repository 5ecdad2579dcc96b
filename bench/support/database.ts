import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { migrate } from '#infra/db/migrate.ts';
import { startEmbeddedPostgres } from '#infra/embedded-postgres/embedded-postgres.ts';

export interface BenchDatabase extends AsyncDisposable {
  url: string;
  /** The database role that the product's connections work as. */
  role: string | null;
  log: Logger;
}

/** The product's own Postgres with its own settings, empty and migrated. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  await using opening = new AsyncDisposableStack();
  const log = pino({ level: 'error' }, pino.destination(2));
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-bench-'));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const server = opening.use(await startEmbeddedPostgres({ dataDir, log }));
  const { role } = await migrate(server.ownerUrl);
  const opened = opening.move();
  return {
    url: server.ownerUrl,
    role,
    log,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
