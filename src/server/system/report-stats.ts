import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Loop } from '#infra/log/loop.ts';
import { uploadCounts } from '../http/uploads/upload-counts.ts';
import type { LiveCore } from '../live/live-core.ts';
import { measure, report, type Sample, systemStats, withdraw } from './server-stats.ts';

const roundMs = 2_000;

/**
 * Every few seconds: this server's figures to where all servers' are, and all of them to the
 * administrators who follow here. They are not events, so they have no position and nobody gets
 * those that were missed.
 */
export function reportStats(core: LiveCore): AsyncDisposable {
  const { platform, hub, log } = core;
  const { sql } = platform.database;
  const identity = {
    id: randomUUID(),
    name: `${hostname()} ${process.pid}`,
    started_at: new Date().toISOString(),
  };
  let before: Sample = { atMs: performance.now(), sent: 0, received: 0 };
  const loop = new Loop({
    name: 'statistics',
    pollIntervalMs: roundMs,
    log,
    run: async () => {
      const { measured, sample } = measure(core, identity, await uploadCounts(), before);
      before = sample;
      await report(sql, measured);
      if (hub.joinedCount('administrators') === 0) return;
      hub.tellAll('administrators', 'stats', { ...(await systemStats(platform)) });
    },
  });
  loop.wake();
  return {
    [Symbol.asyncDispose]: async () => {
      await loop[Symbol.asyncDispose]();
      await withdraw(sql, identity.id).catch((error: unknown) => {
        // It is forgotten in a minute anyway.
        log.debug({ err: error }, 'this server could not take its statistics away');
      });
    },
  };
}
