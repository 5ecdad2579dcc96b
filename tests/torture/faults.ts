/** One fault after another, chosen by the seed, each mended after a moment. */
import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import type { Fleet } from './fleet.ts';
import type { Fault, History } from './history.ts';
import type { Role } from './messages.ts';
import type { CrashablePostgres } from './postgres.ts';
import { listenerSuffix } from './proxy.ts';
import type { Random } from '#tests/support/random.ts';
import { killLeader } from './takeover.ts';

export interface FaultContext {
  server: CrashablePostgres;
  fleet: Fleet;
  history: History;
  random: Random;
  /** The parent's own connection, which dies with Postgres like all others. */
  sql: postgres.Sql;
}

const weights: Record<Fault, number> = {
  'servers killed': 4,
  'leaders killed': 4,
  'leaders paused': 2,
  'workers killed': 4,
  'writers killed': 2,
  'Postgres crashes': 3,
  'NOTIFY cuts': 3,
  'half-open listeners': 3,
};

/** One of each kind at a time: somebody has to be left to be tortured. */
export async function inflictFaults(
  context: FaultContext,
  until: number,
  stop?: AbortSignal,
): Promise<void> {
  const over = () => Date.now() >= until || stop?.aborted === true;
  const { random, history } = context;
  const underWay: Promise<void>[] = [];
  const busy = new Set<Fault>();
  const first = firstRound(random);
  while (!over()) {
    await delay(random.between(100, 900));
    const fault = first.pop() ?? random.weighted(weights);
    if (busy.has(fault) || over()) continue;
    busy.add(fault);
    underWay.push(
      inflict[fault](context)
        .then((done) => {
          if (done) history.count(fault);
        })
        .finally(() => busy.delete(fault)),
    );
    // Each failure ends the run: what the torturer can't do is a defect of its own.
    await Promise.race([Promise.all(underWay), delay(0)]);
  }
  await Promise.all(underWay);
  context.server.proxy.releaseFrozen();
}

/** Every kind at least once, even in a short run, in an order of the seed's. */
function firstRound(random: Random): Fault[] {
  const order = Object.keys(weights) as Fault[];
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = random.between(0, index);
    [order[index], order[other]] = [order[other]!, order[index]!];
  }
  return order;
}

const inflict: Record<Fault, (context: FaultContext) => Promise<boolean>> = {
  'servers killed': (context) => killOne(context, 'server'),
  'workers killed': (context) => killOne(context, 'worker'),
  'writers killed': (context) => killOne(context, 'writer'),
  async 'leaders killed'({ fleet, random, history }) {
    const leader = await killLeader(fleet);
    if (!leader) return false;
    await delay(random.between(50, 1_000));
    await fleet.restart(leader.killed);
    const tookMs = await leader.tookOver;
    if (tookMs === null) history.violations.push('nobody took over from a killed leader');
    else history.takeoversUnderLoadMs.push(tookMs);
    return true;
  },
  /** Past its lease: when it wakes up it believes for a moment that it still leads. */
  async 'leaders paused'({ fleet, random }) {
    const leader = fleet.leader();
    if (!leader) return false;
    fleet.signal(leader, 'SIGSTOP');
    await delay(random.between(1_600, 3_000));
    fleet.signal(leader, 'SIGCONT');
    return true;
  },
  async 'Postgres crashes'({ server, random }) {
    await server.crash(random.chance(0.5) ? 'everything' : 'postmaster');
    // Time to recover and to write something before the next one.
    await delay(random.between(2_000, 5_000));
    return true;
  },
  async 'NOTIFY cuts'({ sql, random }) {
    const until = Date.now() + random.between(500, 2_500);
    while (Date.now() < until) {
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like ${`%${listenerSuffix}`}`.catch(() => {
        // Postgres is down: then nobody is notified anyway.
      });
      await delay(50);
    }
    return true;
  },
  async 'half-open listeners'({ server, random }) {
    const frozen = server.proxy.freezeListener((names) => random.pick(names));
    await delay(random.between(3_000, 8_000));
    return frozen !== null;
  },
};

async function killOne({ fleet, random }: FaultContext, role: Role): Promise<boolean> {
  const up = fleet.up(role);
  if (up.length === 0) return false;
  const name = random.pick(up);
  if (!(await fleet.kill(name))) return false;
  await delay(random.between(50, 1_500));
  await fleet.restart(name);
  return true;
}
