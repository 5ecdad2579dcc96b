/**
 * What each server measures of itself, and all of them together. Each writes a row of its own every
 * few seconds and reads those of the others when somebody asks, so any server can tell of all.
 */
import { z } from 'zod';
import type { SqlRunner } from '#infra/db/database.ts';
import type { Platform } from '#infra/platform.ts';
import { connectionsOf } from '../live/connections.ts';
import { percentiles, percentilesOf, summed } from '../live/latency.ts';
import type { LiveCore } from '../live/live-core.ts';
import { logLag, readLogLag } from './log-lag.ts';

const count = z.number();
const counts = z.record(z.string(), count);

const measured = z.object({
  id: z.string(),
  name: z.string(),
  started_at: z.string(),
  sockets: count,
  connections: z.array(
    z.object({ channel: z.string(), transport: z.enum(['plain', 'trpc']), count }),
  ),
  messages: z.object({ sent_per_s: count, received_per_s: count, sent: count, received: count }),
  latency_counts: z.array(count),
  resumed: z.object({ memory: count, log: count, snapshot_required: count }),
  slow_readers_closed: count,
  refused: counts,
  uploads: z.object({ accepted: count, refused: counts }),
  tail_position: count,
  memory_bytes: count,
});

/** One server's own figures, as they are stored. */
export type Measured = z.infer<typeof measured>;

const shownSchema = measured.omit({ latency_counts: true }).extend({ latency_ms: percentiles });
type Shown = z.infer<typeof shownSchema>;

export const systemStatsSchema = z
  .object({
    at: z.string(),
    /** Over all servers. */
    totals: shownSchema.omit({ id: true, name: true, started_at: true, tail_position: true }),
    /** Each by itself, the one that has run longest first. */
    servers: z.array(shownSchema),
    log: logLag,
  })
  .meta({ id: 'SystemStats' });
export type SystemStats = z.infer<typeof systemStatsSchema>;

/** Who has not reported for this long has stopped, or is as good as stopped. */
const forgottenAfterSeconds = 10;
/** Long after nobody counts it any more. */
const removedAfterSeconds = 60;

export interface Sample {
  atMs: number;
  sent: number;
  received: number;
}

/** What a server measures now; rates are since the sample before. */
export function measure(
  core: LiveCore,
  identity: Pick<Measured, 'id' | 'name' | 'started_at'>,
  uploads: Measured['uploads'],
  before: Sample,
): { measured: Measured; sample: Sample } {
  const { meter, hub } = core;
  const sample = { atMs: performance.now(), sent: meter.sent, received: meter.received };
  const seconds = Math.max(0.001, (sample.atMs - before.atMs) / 1_000);
  const perSecond = (change: number) => Math.round((10 * change) / seconds) / 10;
  return {
    sample,
    measured: {
      ...identity,
      sockets: hub.sockets.size,
      connections: connectionsOf(hub),
      messages: {
        sent_per_s: perSecond(sample.sent - before.sent),
        received_per_s: perSecond(sample.received - before.received),
        sent: sample.sent,
        received: sample.received,
      },
      latency_counts: [...meter.latency.counts],
      resumed: { ...meter.resumed },
      slow_readers_closed: meter.slowReadersClosed,
      refused: Object.fromEntries(meter.refused),
      uploads,
      tail_position: hub.position,
      memory_bytes: process.memoryUsage.rss(),
    },
  };
}

/** Makes a server's figures known to the others. */
export async function report(sql: SqlRunner, stats: Measured): Promise<void> {
  await sql`
    insert into ops.server_stats (server_id, stats, reported_at)
    values (${stats.id}, ${JSON.stringify(stats)}::text::jsonb, now())
    on conflict (server_id) do update
    set stats = excluded.stats, reported_at = excluded.reported_at`;
  await sql`
    delete from ops.server_stats
    where reported_at < now() - ${removedAfterSeconds} * interval '1 second'`;
}

/** A server that stops says so. */
export async function withdraw(sql: SqlRunner, serverId: string): Promise<void> {
  await sql`delete from ops.server_stats where server_id = ${serverId}`;
}

/** What all servers reported last, with how far the log's readers are behind it. */
export async function systemStats(
  platform: Pick<Platform, 'database' | 'engine'>,
): Promise<SystemStats> {
  const { sql } = platform.database;
  const [rows, log] = await Promise.all([
    sql<{ stats: unknown }[]>`
      select stats from ops.server_stats
      where reported_at > now() - ${forgottenAfterSeconds} * interval '1 second'`,
    readLogLag(sql, platform.engine.names),
  ]);
  // Another version's server may report other figures during an update: it is left out.
  const all = rows.flatMap(({ stats }) => measured.safeParse(stats).data ?? []);
  return {
    at: new Date().toISOString(),
    totals: total(all),
    servers: all
      .toSorted((one, other) => one.started_at.localeCompare(other.started_at))
      .map(shown),
    log,
  };
}

function shown({ latency_counts, ...stats }: Measured): Shown {
  return { ...stats, latency_ms: percentilesOf(latency_counts) };
}

function total(all: readonly Measured[]): SystemStats['totals'] {
  const sum = (of: (stats: Measured) => number) =>
    Math.round(10 * all.reduce((before, stats) => before + of(stats), 0)) / 10;
  return {
    sockets: sum((stats) => stats.sockets),
    connections: totalConnections(all),
    messages: {
      sent_per_s: sum(({ messages }) => messages.sent_per_s),
      received_per_s: sum(({ messages }) => messages.received_per_s),
      sent: sum(({ messages }) => messages.sent),
      received: sum(({ messages }) => messages.received),
    },
    latency_ms: percentilesOf(summed(all.map((stats) => stats.latency_counts))),
    resumed: {
      memory: sum(({ resumed }) => resumed.memory),
      log: sum(({ resumed }) => resumed.log),
      snapshot_required: sum(({ resumed }) => resumed.snapshot_required),
    },
    slow_readers_closed: sum((stats) => stats.slow_readers_closed),
    refused: totalCounts(all.map(({ refused }) => refused)),
    uploads: {
      accepted: sum(({ uploads }) => uploads.accepted),
      refused: totalCounts(all.map(({ uploads }) => uploads.refused)),
    },
    memory_bytes: sum((stats) => stats.memory_bytes),
  };
}

function totalConnections(all: readonly Measured[]): Measured['connections'] {
  const sums = new Map<string, Measured['connections'][number]>();
  for (const connection of all.flatMap(({ connections }) => connections)) {
    const key = `${connection.channel} ${connection.transport}`;
    const known = sums.get(key);
    sums.set(key, { ...connection, count: connection.count + (known?.count ?? 0) });
  }
  return [...sums.values()].toSorted((one, other) => other.count - one.count);
}

function totalCounts(all: readonly Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, one] of all.flatMap((each) => Object.entries(each))) {
    sums[name] = (sums[name] ?? 0) + one;
  }
  return sums;
}
