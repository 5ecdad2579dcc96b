/** The product's own embedded Postgres, made to die: SIGKILL to the postmaster, or to all of it. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { connectionTarget } from '#infra/db/connect.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '#infra/embedded-postgres/embedded-postgres.ts';
import { PostgresProxy } from './proxy.ts';

export interface CrashablePostgres extends AsyncDisposable {
  /** Straight to it, as the owner. */
  ownerUrl: string;
  /** The same through the proxy. */
  proxiedUrl: string;
  proxy: PostgresProxy;
  /** Kills it and resolves when its supervisor has it running again. */
  crash: (what: 'postmaster' | 'everything') => Promise<void>;
}

export async function startCrashablePostgres(
  dataDir: string,
  log: Logger,
): Promise<CrashablePostgres> {
  await using opening = new AsyncDisposableStack();
  let cameUp = () => {};
  const server: EmbeddedPostgres = opening.use(
    await startEmbeddedPostgres({
      dataDir,
      log,
      parameters: { max_connections: '300' },
      onStateChange: (state) => {
        if (state === 'up') cameUp();
      },
    }),
  );
  const target = connectionTarget(server.ownerUrl);
  if (!target.socket.path) throw new Error('the embedded Postgres is not on a Unix socket');
  const proxyFolder = join(dataDir, 'proxy');
  const proxy = opening.use(
    await PostgresProxy.open(join(proxyFolder, '.s.PGSQL.5432'), target.socket.path),
  );
  const socketFolder = encodeURIComponent(dirname(target.socket.path));
  const opened = opening.move();
  return {
    ownerUrl: server.ownerUrl,
    proxiedUrl: server.ownerUrl.replace(socketFolder, encodeURIComponent(proxyFolder)),
    proxy,
    async crash(what) {
      const up = new Promise<void>((resolve) => {
        cameUp = resolve;
      });
      const postmaster = server.pid();
      const children = what === 'everything' ? await childrenOf(postmaster) : [];
      for (const pid of [postmaster, ...children]) kill(pid);
      await up;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function childrenOf(parent: number): Promise<number[]> {
  const children: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // "pid (name) state ppid …"; the name may hold spaces.
    const parentPid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parentPid === parent) children.push(Number(name));
  }
  return children;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // A backend may have ended between the look and the shot.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
