/** What the process measures of itself, in Prometheus' text format. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Platform } from '#infra/platform.ts';
import { readLag } from '#infra/tail/lag.ts';
import { scanBacklog } from '#readmodels/files/scans.query.ts';
import { readReactionLag } from './log-lag.ts';

export const register = new Registry();

/** Called once, at the start: gauges are read when somebody asks. */
export function measurePlatform(platform: Platform): void {
  collectDefaultMetrics({ register });
  const { sql } = platform.database;
  new Gauge({
    name: 'ecosystia_log_head_position',
    help: 'Newest position of the log',
    registers: [register],
    async collect() {
      const [row] = await sql<{ position: string | null }[]>`
        select max(position) as position from log.positions`;
      this.set(Number(row?.position ?? 0));
    },
  });
  new Gauge({
    name: 'ecosystia_log_outbox_events',
    help: 'Events stored but not yet placed in the one order',
    registers: [register],
    async collect() {
      const [row] = await sql<{ count: string }[]>`select count(*) from log.outbox`;
      this.set(Number(row?.count ?? 0));
    },
  });
  new Gauge({
    name: 'ecosystia_read_models_lag_events',
    help: 'Events with a position that not all read models show yet',
    registers: [register],
    async collect() {
      const { head, visible } = await readLag(sql, platform.engine.names);
      this.set(head - visible);
    },
  });
  new Gauge({
    name: 'ecosystia_reaction_lag_events',
    help: 'Events with a position that a reaction has not looked at yet',
    labelNames: ['reaction'],
    registers: [register],
    async collect() {
      const reactions = await readReactionLag(sql);
      this.reset();
      for (const { name, behind } of reactions) this.set({ reaction: name }, behind);
    },
  });
  new Gauge({
    name: 'ecosystia_files_unscanned',
    help: 'Files that the antivirus scanner has not called anything yet: waiting for it, or over its limits',
    labelNames: ['reason'],
    registers: [register],
    async collect() {
      const { waiting, overLimits } = await scanBacklog(sql);
      this.set({ reason: 'waiting' }, waiting);
      this.set({ reason: 'over_limits' }, overLimits);
    },
  });
  new Gauge({
    name: 'ecosystia_tail_position',
    help: 'Position up to which this process has delivered',
    registers: [register],
    collect() {
      this.set(platform.tail.position);
    },
  });
  new Gauge({
    name: 'ecosystia_projections_broken',
    help: 'Read models that could not take an event',
    registers: [register],
    collect() {
      this.set(platform.engine.broken.size);
    },
  });
  new Gauge({
    name: 'ecosystia_leader',
    help: '1 where this process places events',
    registers: [register],
    collect() {
      this.set(platform.leader.leading ? 1 : 0);
    },
  });
}
