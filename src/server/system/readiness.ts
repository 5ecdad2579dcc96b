import type { Services } from '../services.ts';

type Check = 'ok' | 'failing';

export interface Readiness {
  status: 'ready' | 'not_ready';
  checks: { database: Check; tail: Check; read_models: Check; storage: Check };
  /** False: the database's rights did not allow a role of the app's own. */
  role_separated: boolean;
}

/** A tail that has not looked for this many poll intervals is stuck. */
const missedPolls = 10;
const queryTimeoutMs = 2_000;

export async function readiness(services: Services): Promise<Readiness> {
  const { platform, settings, storage } = services;
  const [database, stored] = await Promise.all([
    passes(platform.database.sql`select 1`),
    passes(storage.probe()),
  ]);
  const staleMs = Date.now() - platform.tail.caughtUpAt;
  const checks = {
    database,
    tail: verdict(staleMs < missedPolls * Math.max(settings.pollIntervalMs, 500)),
    read_models: verdict(platform.engine.broken.size === 0),
    storage: stored,
  };
  const ready = Object.values(checks).every((check) => check === 'ok');
  return {
    status: ready ? 'ready' : 'not_ready',
    checks,
    role_separated: platform.roleSeparated,
  };
}

function verdict(holds: boolean): Check {
  return holds ? 'ok' : 'failing';
}

async function passes(work: PromiseLike<unknown>): Promise<Check> {
  const timeout = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), queryTimeoutMs).unref();
  });
  const done = Promise.resolve(work).then(
    () => true,
    () => false,
  );
  return verdict(await Promise.race([done, timeout]));
}
