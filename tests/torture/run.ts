/**
 * A run: Postgres, processes, writers at work, faults; then everything is let come to rest, and the
 * oracle looks at what is there.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { connect } from '#infra/db/connect.ts';
import { migrate } from '#infra/db/migrate.ts';
import { comeToRest } from './drain.ts';
import { inflictFaults } from './faults.ts';
import { Fleet } from './fleet.ts';
import { History } from './history.ts';
import type { ChildOptions, Role } from './messages.ts';
import { findListenerLeaks } from './oracle/listeners.ts';
import { findViolations } from './oracle/oracle.ts';
import { prepareEffects, prepareStreams } from './prepare.ts';
import { startCrashablePostgres } from './postgres.ts';
import { Random } from '#tests/support/random.ts';
import { tortureReactions } from './roles/reactions.ts';
import { killLeader } from './takeover.ts';

export interface TortureOptions {
  seed: number;
  seconds: number;
  /** Ends the faults early; the oracle is asked all the same. */
  stop?: AbortSignal;
  /** A takeover with nothing else going on may not take longer. */
  takeoverBoundMs: number;
  /** Told what happens, a line at a time. */
  say: (line: string) => void;
}

export interface TortureOutcome {
  history: History;
  /** In the log at the end. */
  events: number;
  violations: string[];
  /** Kept where something was violated. */
  dataDir: string;
}

const writerProcesses = 3;
const writersEach = 6;
const servers = 3;
const workers = 2;
/** Few, so that writers meet on their streams. */
const sharedPeople = 12;
const sharedProjects = 3;
const takeoversAtRest = 2;

export async function torture(options: TortureOptions): Promise<TortureOutcome> {
  const { seed, seconds, say } = options;
  const random = new Random(seed);
  const history = new History();
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-torture-'));
  let events = 0;
  {
    await using server = await startCrashablePostgres(dataDir, pino({ level: 'fatal' }));
    const { role } = await migrate(server.ownerUrl);
    const sql = connect(server.ownerUrl, { max: 4, onnotice: () => {} });
    await using _closing = { [Symbol.asyncDispose]: () => sql.end({ timeout: 5 }) };
    await prepareEffects(sql, role);
    const people = Array.from({ length: sharedPeople }, () => random.uuid());
    const projects = Array.from({ length: sharedProjects }, () => random.uuid());
    await prepareStreams(server.ownerUrl, people, projects);

    await using fleet = new Fleet(history);
    const listening: string[] = [];
    const add = (kind: Role, name: string, notify: boolean) => {
      if (notify) listening.push(name);
      return fleet.add(
        kind,
        name,
        () =>
          ({
            role: kind,
            name,
            url: server.proxiedUrl,
            appRole: role,
            seed: random.between(0, 2 ** 31),
            notify,
            pollIntervalMs: 250,
            deliveredUpTo: history.deliveredUpTo(name),
            writers: writersEach,
            people,
            projects,
          }) satisfies ChildOptions,
      );
    };
    // The last of each kind never hears a NOTIFY.
    const names = (kind: Role, count: number) =>
      Array.from({ length: count }, (_, i) => add(kind, `${kind}-${i + 1}`, i + 1 < count));
    await Promise.all([
      ...names('server', servers),
      ...names('worker', workers),
      ...names('writer', writerProcesses),
    ]);
    say(`${seconds} s of ${writerProcesses * writersEach} writers and faults …`);
    const until = Date.now() + seconds * 1_000;
    await inflictFaults({ server, fleet, history, random, sql }, until, options.stop);
    say('no more faults; waiting until everything has come to rest …');
    const rest = async () => {
      await fleet.quiet(['writer', 'server']);
      const notAtRest = await comeToRest(sql, history, fleet.up('server'));
      if (notAtRest) history.violations.push(notAtRest);
    };
    await rest();
    while (history.takeoversAtRestMs.length < takeoversAtRest) {
      await measureTakeover(fleet, history, options.takeoverBoundMs);
      await rest();
    }
    history.violations.push(...(await findListenerLeaks(sql, listening)));
    await fleet.stop();
    say('asking the oracle …');
    history.violations.push(
      ...(await findViolations({
        ownerUrl: server.ownerUrl,
        history,
        reactions: tortureReactions,
      })),
    );
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from log.events`;
    events = row?.count ?? 0;
  }
  const { violations } = history;
  if (violations.length === 0) await rm(dataDir, { recursive: true, force: true });
  return { history, events, violations, dataDir };
}

async function measureTakeover(fleet: Fleet, history: History, boundMs: number): Promise<void> {
  const leader = await killLeader(fleet);
  const tookMs = (await leader?.tookOver) ?? null;
  if (!leader || tookMs === null)
    throw new Error('nobody leads, with nothing to keep anybody from it');
  history.takeoversAtRestMs.push(tookMs);
  if (tookMs > boundMs) history.violations.push(`a takeover at rest took ${tookMs} ms`);
  await fleet.restart(leader.killed);
}
