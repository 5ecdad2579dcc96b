import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { connect } from '../db/connect.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

test.runIf(process.platform === 'linux')(
  'a killed Postgres comes back though a process of the last one hangs for ever',
  async () => {
    await using stack = new AsyncDisposableStack();
    const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-orphans-'));
    stack.defer(() => rm(dataDir, { recursive: true, force: true }));
    const isBack = Promise.withResolvers<void>();
    const server = stack.use(
      await startEmbeddedPostgres({
        dataDir,
        log: pino({ level: 'silent' }),
        onStateChange: (state) => state === 'up' && isBack.resolve(),
      }),
    );
    const sql = connect(server.ownerUrl, { max: 1 });
    stack.defer(() => sql.end({ timeout: 1 }));
    const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    // As one does that waits for a lock of a process that is no more.
    process.kill(row!.pid, 'SIGSTOP');
    process.kill(server.pid(), 'SIGKILL');
    await isBack.promise;
    await expect.poll(() => sql`select 1 as one`.catch(() => [])).toEqual([{ one: 1 }]);
  },
);
