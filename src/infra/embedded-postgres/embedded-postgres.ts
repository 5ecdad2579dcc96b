/**
 * The Postgres that the product brings along.
 *
 * DATA_DIR holds `postgres` (the data folder, mode 0700), `postgres-password` (0600), `postgres.log`,
 * `socket` and, while an app runs, `ecosystia.pid`. Only one app at a time uses a DATA_DIR; others share
 * a database by DATABASE_URL. A start finds out what the last one left behind, by whatever means it
 * ended, and mends it or says in one line what is wrong:
 *
 * - the lock of an app that is gone: taken over (`data-dir-lock.ts`)
 * - a Postgres still running: stopped (`leftovers.ts`)
 * - a set-up cut off in the middle: done again (`initialise.ts`)
 * - a Postgres that dies while the app runs: started again, here
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { connect } from '#infra/db/connect.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { chooseAccount } from './account.ts';
import { findPostgresBinaries } from './binaries.ts';
import { dataDirOwner, lockDataDir } from './data-dir-lock.ts';
import {
  claimDataDir,
  foldersIn,
  openDataDir,
  openSocketDir,
  socketPort,
  unusable,
} from './folders.ts';
import { type Cluster, ensureCluster, ownerRole, readPassword } from './initialise.ts';
import { clearLeftovers, endOrphans, isPostgresOf, readPostmasterFile } from './leftovers.ts';
import { type Parameters, parametersFor } from './parameters.ts';
import { type PostgresProcess, startPostgresProcess } from './postgres-process.ts';

const databaseName = 'ecosystia';

/** Backends of a server that was killed get this long to notice and end by themselves. */
const orphansPatienceMs = 800;
const startPatienceMs = 10_000;

export interface EmbeddedPostgresOptions {
  dataDir: string;
  log: Logger;
  /** Settings that differ from the product's own, for tests. */
  parameters?: Parameters;
  /** Told when Postgres died unasked, and when it is back. */
  onStateChange?: (state: 'down' | 'up') => void;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  /** Signs in as the role that owns the database. It stays the same over restarts. */
  ownerUrl: string;
  /** The server's process now; another one after a restart. */
  pid: () => number;
  stop: () => Promise<void>;
}

/** Starts the embedded Postgres, sets it up first if need be, and keeps it running until it is stopped. */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { log } = options;
  if (process.platform === 'win32')
    throw new StartupProblem('DATABASE_URL', 'on Windows name a Postgres of your own, or use WSL');
  const folders = await openDataDir(options.dataDir);
  await using undo = new AsyncDisposableStack();
  const lock = await lockDataDir(folders.dataDir).catch((error: unknown) => {
    throw error instanceof StartupProblem ? error : unusable(folders.dataDir, error);
  });
  undo.use(lock);
  const account = await chooseAccount(folders.clusterDir, log);
  await claimDataDir(folders.dataDir, account);
  const cluster: Cluster = { binaries: await findPostgresBinaries(), folders, account, log };
  const password = await ensureCluster(cluster);
  const socketDir = await openSocketDir(folders.dataDir, account);
  await clearLeftovers(folders, socketDir, log);
  const parameters = parametersFor(socketDir, options.parameters ?? {});
  const supervisor = new Supervisor(cluster, parameters, options.onStateChange ?? (() => {}));
  undo.defer(() => supervisor.stop());
  await supervisor.start();
  const ownerUrl = addressOf(socketDir, password);
  await ensureDatabase(ownerUrl);
  const running = undo.move();
  const stop = () => running.disposeAsync();
  return { ownerUrl, pid: () => supervisor.pid, stop, [Symbol.asyncDispose]: stop };
}

/**
 * The address of the embedded Postgres that a running app keeps in a DATA_DIR, or null: how the command
 * line joins in.
 */
export async function findRunningEmbeddedPostgres(dataDir: string): Promise<string | null> {
  if ((await dataDirOwner(dataDir)) === null) return null;
  const folders = foldersIn((await openDataDir(dataDir)).dataDir);
  const server = await readPostmasterFile(folders.clusterDir);
  const password = await readPassword(folders.passwordFile);
  if (!server?.ready || !password) return null;
  if (!(await isPostgresOf(server.pid, folders.clusterDir))) return null;
  return addressOf(server.socketDir, password);
}

function addressOf(socketDir: string, password: string): string {
  const host = encodeURIComponent(socketDir);
  return `postgres://${ownerRole}:${password}@${host}:${socketPort}/${databaseName}`;
}

/** The database of its own is made at the first start, whichever start gets that far. */
async function ensureDatabase(ownerUrl: string): Promise<void> {
  const sql = connect(ownerUrl, { database: 'postgres', max: 1, fetch_types: false });
  try {
    const found = await sql`SELECT 1 FROM pg_database WHERE datname = ${databaseName}`;
    if (found.length === 0) await sql`CREATE DATABASE ${sql(databaseName)}`;
  } finally {
    await sql.end();
  }
}

/** Starts the server again whenever it ends without having been asked to. */
class Supervisor {
  readonly #cluster: Cluster;
  readonly #parameters: Parameters;
  readonly #onStateChange: (state: 'down' | 'up') => void;
  readonly #stopping = new AbortController();
  #current: PostgresProcess | undefined;
  #watching: Promise<void> = Promise.resolve();

  constructor(
    cluster: Cluster,
    parameters: Parameters,
    onStateChange: (state: 'down' | 'up') => void,
  ) {
    this.#cluster = cluster;
    this.#parameters = parameters;
    this.#onStateChange = onStateChange;
  }

  get pid(): number {
    return this.#current?.pid ?? 0;
  }

  async start(): Promise<void> {
    this.#current = await this.#startPatiently();
    this.#watching = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#current?.stop();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const { log } = this.#cluster;
    while (this.#current) {
      const how = await this.#current.exited;
      if (this.#stopping.signal.aborted) return;
      log.error({ how }, 'Postgres ended unasked: starting it again');
      this.#onStateChange('down');
      this.#current = await this.#restart();
      if (!this.#current) return;
      // A stop that came during the restart found no process to stop.
      if (this.#stopping.signal.aborted) return this.#current.stop();
      log.info({ postgresPid: this.#current.pid }, 'Postgres is back');
      this.#onStateChange('up');
    }
  }

  /** Tries until it works or the app stops; there is nothing better to do without a database. */
  async #restart(): Promise<PostgresProcess | undefined> {
    for (let pauseMs = 50; !this.#stopping.signal.aborted; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        return await startPostgresProcess(this.#cluster, this.#parameters);
      } catch (error) {
        this.#cluster.log.error({ err: error, pauseMs }, 'Postgres did not start');
        if (pauseMs >= orphansPatienceMs && hasOrphans(error)) await this.#endOrphans();
        await delay(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  /** Backends of a server that was killed take a moment to notice; until then the next one won't start. */
  async #startPatiently(): Promise<PostgresProcess> {
    const deadline = Date.now() + startPatienceMs;
    for (;;) {
      try {
        return await startPostgresProcess(this.#cluster, this.#parameters);
      } catch (error) {
        if (!hasOrphans(error) || Date.now() > deadline) throw error;
        if (Date.now() > deadline - startPatienceMs + orphansPatienceMs) await this.#endOrphans();
        await delay(50);
      }
    }
  }

  #endOrphans(): Promise<void> {
    return endOrphans(this.#cluster.folders.clusterDir, this.#cluster.log);
  }
}

function hasOrphans(error: unknown): boolean {
  return error instanceof Error && error.message.includes('shared memory block');
}
