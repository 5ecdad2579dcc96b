import { ping } from '#infra/antivirus/clamd.ts';
import { readLag } from '#infra/tail/lag.ts';
import type { Services } from '../services.ts';

type Check = 'ok' | 'failing';

export interface Readiness {
  status: 'ready' | 'not_ready';
  checks: { database: Check; tail: Check; read_models: Check; storage: Check };
  /**
   * The scanner of files. One that is away keeps nobody from working: what is uploaded waits until it
   * is back.
   */
  antivirus: 'off' | 'ok' | 'unreachable';
  /** False: the database's rights did not allow a role of the app's own. */
  role_separated: boolean;
}

/** A tail that has not looked for this many poll intervals is stuck. */
const missedPolls = 10;
const queryTimeoutMs = 2_000;
/** An event that is not shown after this time waits for something that does not come by itself. */
const maxLagMs = 30_000;

export async function readiness(services: Services): Promise<Readiness> {
  const { platform, settings, storage } = services;
  const [lag, stored, antivirus] = await Promise.all([
    answer(readLag(platform.database.sql, platform.engine.names)),
    answer(storage.probe().then(() => true)),
    askScanner(settings.clamdUrl),
  ]);
  const staleMs = Date.now() - platform.tail.caughtUpAt;
  const checks = {
    database: verdict(lag !== null),
    tail: verdict(
      staleMs < missedPolls * Math.max(settings.pollIntervalMs, 500) &&
        (lag?.unplacedForMs ?? 0) < maxLagMs,
    ),
    read_models: verdict(platform.engine.broken.size === 0 && (lag?.hiddenForMs ?? 0) < maxLagMs),
    storage: verdict(stored !== null),
  };
  const ready = Object.values(checks).every((check) => check === 'ok');
  return {
    status: ready ? 'ready' : 'not_ready',
    checks,
    antivirus,
    role_separated: platform.roleSeparated,
  };
}

async function askScanner(clamdUrl: string | null): Promise<Readiness['antivirus']> {
  if (!clamdUrl) return 'off';
  return (await ping(clamdUrl, queryTimeoutMs)) ? 'ok' : 'unreachable';
}

function verdict(holds: boolean): Check {
  return holds ? 'ok' : 'failing';
}

/** Null where it fails or takes too long: that is what is reported. */
async function answer<T>(work: Promise<T>): Promise<T | null> {
  const timeout = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), queryTimeoutMs).unref();
  });
  return Promise.race([work.catch(() => null), timeout]);
}
