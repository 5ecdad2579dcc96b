/** The one entry of the product: web server and worker, as ROLE says, and the Postgres they bring along. */
import type { Logger } from 'pino';
import { migrate } from '#infra/db/migrate.ts';
import { reachDatabase } from '#infra/db/reach.ts';
import { startEmbeddedPostgres } from '#infra/embedded-postgres/embedded-postgres.ts';
import { createLogger } from '#infra/env/logger.ts';
import { loadSettings, type Settings } from '#infra/env/settings.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { createLifecycle, type Lifecycle, stopOnSignals } from '#infra/lifecycle/lifecycle.ts';
import { openPlatform } from '#infra/platform.ts';
import { loadSigningKeys } from '#infra/signing-keys.ts';
import { claimStorage } from '#infra/storage/instance-mark.ts';
import { openStorage } from '#infra/storage/open-storage.ts';
import { projections } from '#readmodels/registry.ts';

/** Commands and queries of one process; its log, keys and jobs have a few of their own. */
const maxConnections = 12;

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const log = createLogger(settings.logLevel);
  const lifecycle = createLifecycle(log);
  stopOnSignals(lifecycle, log);
  try {
    await lifecycle.starting(start(settings, lifecycle, log));
  } catch (error) {
    // A signal during the start makes it fail too; then the signal's own stop ends the process.
    if (lifecycle.stopping.aborted) return;
    report(error);
    await lifecycle.stop('the start failed');
    process.exit(1);
  }
}

async function start(settings: Settings, lifecycle: Lifecycle, log: Logger): Promise<void> {
  const url = settings.databaseUrl ?? (await startPostgres(settings, lifecycle, log));
  if (settings.databaseUrl) await reachDatabase(url, lifecycle.stopping);
  lifecycle.stopping.throwIfAborted();
  const { role } = await migrate(url);
  const { pollIntervalMs, notify } = settings;
  const platform = await openPlatform({
    url,
    role,
    applicationName: `ecosystia ${settings.role}`,
    projections,
    notify,
    pollIntervalMs,
    maxConnections,
    log,
  });
  lifecycle.onStop('platform', () => platform[Symbol.asyncDispose]());
  lifecycle.stopping.throwIfAborted();
  const storage = await openStorage(settings);
  await claimStorage(storage, platform.database.sql);
  if (settings.role !== 'server') {
    const { startWorker } = await import('#worker/worker.ts');
    const worker = await startWorker({
      platform,
      storage,
      settings,
      database: { url, role },
      log,
    });
    lifecycle.onStop('worker', () => worker[Symbol.asyncDispose](), 7_000);
  }
  if (settings.role === 'worker') return say('EcosystIA worker is running.');
  const { ensureFirstAdministrator } = await import('#server/auth/first-administrator.ts');
  const { startServer } = await import('#server/server.ts');
  const signingKeys = await loadSigningKeys(platform.database.sql);
  const services = { settings, platform, storage, signingKeys, log };
  const setupPath = await ensureFirstAdministrator(services);
  const server = await startServer(services);
  lifecycle.onStop('server', () => server.close());
  announce(settings, server.url, setupPath, role !== null);
}

function announce(
  settings: Settings,
  url: string,
  setupPath: string | null,
  roleSeparated: boolean,
): void {
  say(`EcosystIA is ready on ${settings.publicUrl ?? url}`);
  if (setupPath)
    say(`First start: make the administrator at ${settings.publicUrl ?? url}${setupPath}`);
  if (!settings.publicUrl) {
    say(
      "PUBLIC_URL is unset: links follow each request's own host, and no mail with links leaves.",
    );
  }
  if (!settings.rateLimits) say('RATE_LIMITS is off: for load tests only, never on a network.');
  if (!roleSeparated) {
    say('The database role may not make another one: the app works as the owner of the log.');
  }
}

async function startPostgres(
  settings: Settings,
  lifecycle: Lifecycle,
  log: Logger,
): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir: settings.dataDir, log });
  lifecycle.onStop('postgres', () => server.stop(), 6_000);
  return server.ownerUrl;
}

/** For the person at the console; the log has its own place. */
function say(line: string): void {
  console.log(line);
}

/** What the operator can mend is one line; anything else is a fault of ours, with its stack. */
function report(error: unknown): void {
  process.exitCode = 1;
  console.error(error instanceof StartupProblem ? error.message : error);
}

try {
  await main();
} catch (error) {
  report(error);
}
