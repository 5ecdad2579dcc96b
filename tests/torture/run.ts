/**
 * A run: Postgres, processes, writers at work, faults; then everything is let come to rest, and the
 * oracle looks at what is there.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type postgres from 'postgres';
import { connect } from '#infra/db/connect.ts';
import { migrate } from '#infra/db/migrate.ts';
import { transact } from '#infra/log/transact.ts';
import { SubjectKeys } from '#infra/log/subject-keys.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { comeToRest } from './drain.ts';
import { inflictFaults } from './faults.ts';
import { Fleet } from './fleet.ts';
import { History } from './history.ts';
import type { ChildOptions, Role } from './messages.ts';
import { findListenerLeaks } from './oracle/listeners.ts';
import { findViolations } from './oracle/oracle.ts';
import { startCrashablePostgres } from './postgres.ts';
import { Random } from './random.ts';
import { tortureReactions } from './roles/reactions.ts';
import { killLeader } from './takeover.ts';

export interface TortureOptions {
  seed: number;
  seconds: number;
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
const takeoverBoundMs = 2_000;

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
    await prepareStreams(sql, people, projects);

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
    for (let i = 1; i <= servers; i += 1) await add('server', `server-${i}`, i < servers);
    for (let i = 1; i <= workers; i += 1) await add('worker', `worker-${i}`, i < workers);
    for (let i = 1; i <= writerProcesses; i += 1) {
      await add('writer', `writer-${i}`, i < writerProcesses);
    }
    say(`${seconds} s of ${writerProcesses * writersEach} writers and faults …`);
    const until = Date.now() + seconds * 1_000;
    await inflictFaults({ server, fleet, history, random, sql }, until);
    say('no more faults; waiting until everything has come to rest …');
    const rest = async () => {
      await fleet.quiet(['writer', 'server']);
      const notAtRest = await comeToRest(sql, history, fleet.up('server'));
      if (notAtRest) history.violations.push(notAtRest);
    };
    await rest();
    for (let i = 0; i < takeoversAtRest; i += 1) {
      const { killed, tookOver } = await killLeader(fleet);
      const tookMs = await tookOver;
      history.takeoversAtRestMs.push(tookMs);
      if (tookMs > takeoverBoundMs) history.violations.push(`a takeover at rest took ${tookMs} ms`);
      await fleet.restart(killed);
      await rest();
    }
    history.violations.push(...(await findListenerLeaks(sql, listening)));
    await fleet.stop();
    say('asking the oracle …');
    history.violations.push(
      ...(await findViolations({
        ownerUrl: server.ownerUrl,
        role,
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

/** Where reactions leave rows; no unique key, so that a second effect shows. */
export async function prepareEffects(sql: postgres.Sql, role: string | null): Promise<void> {
  await sql`create schema torture`;
  await sql`create table torture.effects (reaction text not null, event_id bigint not null)`;
  if (!role) return;
  await sql`grant usage on schema torture to ${sql(role)}`;
  await sql`grant insert on torture.effects to ${sql(role)}`;
}

/** The people and projects that all writers know. */
async function prepareStreams(
  sql: postgres.Sql,
  people: readonly string[],
  projects: readonly string[],
): Promise<void> {
  const log = { sql, keys: new SubjectKeys(sql), appended: () => {} };
  const prepared = await transact(log, { actorId: null }, async (unit) => {
    for (const personId of people) {
      await unit.command(personDecider, personId, {
        type: 'RegisterPerson',
        personId,
        email: `${personId}@example.org`,
        name: personId,
        role: 'member',
        language: 'en',
      });
    }
    for (const projectId of projects) {
      await unit.command(projectDecider, projectId, {
        type: 'CreateProject',
        projectId,
        name: projectId,
        description: '',
        ownerId: people[0]!,
      });
    }
    return { ok: true, value: null };
  });
  if (!prepared.ok) throw new Error(`preparing was refused: ${prepared.refusal.code}`);
}
