/**
 * How a command gets to the product's database: by DATABASE_URL, or to the embedded Postgres of
 * DATA_DIR, which a running product has already started; where none runs, it is started for as
 * long as the command takes.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { migrate } from '#infra/db/migrate.ts';
import { isMigrated } from '#infra/db/migrated.ts';
import { reachDatabase } from '#infra/db/reach.ts';
import {
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '#infra/embedded-postgres/embedded-postgres.ts';
import { createLogger } from '#infra/env/logger.ts';
import { loadSettings, type Settings } from '#infra/env/settings.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { createLifecycle, type Lifecycle, stopOnSignals } from '#infra/lifecycle/lifecycle.ts';
import { openPlatform, type Platform } from '#infra/platform.ts';
import { projections } from '#readmodels/registry.ts';

export interface Instance {
  settings: Settings;
  log: Logger;
  lifecycle: Lifecycle;
  /** Signs in as the role that owns the database. */
  ownerUrl: string;
  /** What the product's own connections work as. */
  role: string | null;
}

const postgresStopTimeoutMs = 6_000;

/** @param mayCreate whether a DATA_DIR in which nothing is yet may be set up. */
export async function openInstance(
  environment: NodeJS.ProcessEnv,
  mayCreate: boolean,
): Promise<Instance> {
  const settings = loadSettings(environment);
  // Progress and verdict are said in plain words; the log is for what goes wrong.
  const log = createLogger(environment['LOG_LEVEL'] ? settings.logLevel : 'warn');
  const lifecycle = createLifecycle(log);
  stopOnSignals(lifecycle, log);
  try {
    const ownerUrl = await addressOf(settings, lifecycle, log, mayCreate);
    if (!mayCreate && !(await isMigrated(ownerUrl))) throw otherVersion(settings);
    const { role } = await migrate(ownerUrl);
    return { settings, log, lifecycle, ownerUrl, role };
  } catch (error) {
    await lifecycle.stop('the command could not start');
    throw error;
  }
}

async function addressOf(
  settings: Settings,
  lifecycle: Lifecycle,
  log: Logger,
  mayCreate: boolean,
): Promise<string> {
  const { databaseUrl, dataDir } = settings;
  if (databaseUrl) {
    await reachDatabase(databaseUrl, lifecycle.stopping);
    return databaseUrl;
  }
  if (!mayCreate && !existsSync(join(dataDir, 'postgres'))) {
    throw new StartupProblem('DATA_DIR', `there is no EcosystIA in ${dataDir}`);
  }
  const running = await findRunningEmbeddedPostgres(dataDir);
  if (running) return running;
  const server = await startEmbeddedPostgres({ dataDir, log });
  lifecycle.onStop('postgres', () => server.stop(), postgresStopTimeoutMs);
  return server.ownerUrl;
}

function otherVersion({ databaseUrl }: Settings): StartupProblem {
  return new StartupProblem(
    databaseUrl ? 'DATABASE_URL' : 'DATA_DIR',
    'the tables are not those of this version; start this version of EcosystIA once, then try again',
  );
}

/** For commands that write: the same log, read models and tail as in a server. */
export async function platformOf(instance: Instance): Promise<Platform> {
  const { settings, ownerUrl, role, log, lifecycle } = instance;
  const platform = await openPlatform({
    url: ownerUrl,
    role,
    applicationName: 'ecosystia command',
    projections,
    notify: settings.notify,
    pollIntervalMs: settings.pollIntervalMs,
    maxConnections: 4,
    log,
  });
  lifecycle.onStop('platform', () => platform[Symbol.asyncDispose]());
  return platform;
}
