/** What a server measures of its sockets, in Prometheus' text format. */
import { Counter, Gauge, Histogram } from 'prom-client';
import { connectionsOf } from '../live/connections.ts';
import { latencyBoundsMs, percentilesOf } from '../live/latency.ts';
import type { LiveCore } from '../live/live-core.ts';
import { register } from './metrics.ts';

/** Called once, at the start: all but the histogram is read when somebody asks. */
export function measureLive({ meter, hub }: LiveCore): void {
  new Gauge({
    name: 'ecosystia_live_sockets',
    help: 'Open sockets',
    registers: [register],
    collect() {
      this.set(hub.sockets.size);
    },
  });
  new Gauge({
    name: 'ecosystia_live_connections',
    help: 'What is followed, by channel and by the way in (plain socket or tRPC)',
    labelNames: ['channel', 'transport'],
    registers: [register],
    collect() {
      this.reset();
      for (const { count, ...labels } of connectionsOf(hub)) this.set(labels, count);
    },
  });
  counter('ecosystia_live_messages_sent_total', 'Frames written to sockets', () => meter.sent);
  counter(
    'ecosystia_live_messages_received_total',
    'Messages taken from sockets',
    () => meter.received,
  );
  counter(
    'ecosystia_live_slow_readers_closed_total',
    'Sockets closed with 1013 because their readers did not read',
    () => meter.slowReadersClosed,
  );
  counterBy(
    'ecosystia_live_resumes_total',
    'Subscriptions that came back with a position, by how they got what they missed',
    'from',
    () => Object.entries(meter.resumed),
  );
  counterBy('ecosystia_live_closes_total', 'Sockets that were closed, by code', 'code', () =>
    [...meter.closes].map(([code, count]) => [String(code), count]),
  );
  counterBy('ecosystia_live_refusals_total', 'Sockets that were refused, by reason', 'reason', () =>
    meter.refused.entries(),
  );
  const latency = new Histogram({
    name: 'ecosystia_live_latency_seconds',
    help: 'From when an event was stored to when its frame was written to the last of its sockets here',
    buckets: latencyBoundsMs.map((ms) => ms / 1_000),
    registers: [register],
  });
  meter.latency.onObserved((ms) => latency.observe(ms / 1_000));
  new Gauge({
    name: 'ecosystia_live_latency_recent_seconds',
    help: 'The same over the last minute, as percentiles',
    labelNames: ['quantile'],
    registers: [register],
    collect() {
      this.reset();
      const { p50, p95, p99 } = percentilesOf(meter.latency.counts);
      for (const [quantile, ms] of Object.entries({ '0.5': p50, '0.95': p95, '0.99': p99 })) {
        if (ms !== null) this.set({ quantile }, ms / 1_000);
      }
    },
  });
}

function counter(name: string, help: string, value: () => number): void {
  new Counter({
    name,
    help,
    registers: [register],
    collect() {
      this.reset();
      this.inc(value());
    },
  });
}

function counterBy(
  name: string,
  help: string,
  label: string,
  values: () => Iterable<[string, number]>,
): void {
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [register],
    collect() {
      this.reset();
      for (const [of, value] of values()) this.inc({ [label]: of }, value);
    },
  });
}
