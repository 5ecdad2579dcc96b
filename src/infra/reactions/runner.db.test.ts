import pino from 'pino';
import { expect, test } from 'vitest';
import { connect } from '#infra/db/connect.ts';
import { openBoss } from '#infra/jobs/boss.ts';
import { registerPerson, renamePerson } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import type { Reaction } from './reaction.ts';
import { ReactionRunner } from './runner.ts';

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });

const handles = ['PersonRegistered', 'PersonRenamed'];

/** Reactions that only remember what they were given. */
async function openRunner(reactions: readonly Omit<Reaction, 'react'>[]) {
  await using opening = new AsyncDisposableStack();
  const { platform, ownerUrl } = opening.use(await openTestPlatform());
  const boss = await openBoss({ url: ownerUrl, role: null, working: false, notify: false, log });
  opening.defer(() => boss.stop({ graceful: false }));
  const owner = connect(ownerUrl, { max: 1 });
  opening.defer(() => owner.end());
  const given: string[] = [];
  const runner = opening.use(
    new ReactionRunner({
      database: platform.database,
      eventLog: platform.eventLog,
      boss,
      signals: platform.signals,
      log,
      pollIntervalMs: 50,
      projections: platform.engine.names,
      reactions: reactions.map((reaction) => ({
        ...reaction,
        react: (event) => {
          given.push(`${reaction.name} ${event.type}`);
          return Promise.resolve();
        },
      })),
    }),
  );
  const opened = opening.move();
  return { platform, owner, runner, given, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

test('a new reaction begins where it says', async () => {
  await using opened = await openRunner([
    { name: 'all', from: 'beginning', handles },
    { name: 'news', from: 'now', handles },
  ]);
  const { platform, runner, given } = opened;
  const ana = await registerPerson(platform, { name: 'Ana' });
  await runner.start();
  await eventually(() => expect(given).toEqual(['all PersonRegistered']));
  await renamePerson(platform, ana, 'Anna');
  await eventually(() =>
    expect(given.toSorted()).toEqual([
      'all PersonRegistered',
      'all PersonRenamed',
      'news PersonRenamed',
    ]),
  );
});

test('a checkpoint of a read model that this version does not have holds up nobody', async () => {
  await using opened = await openRunner([{ name: 'all', from: 'beginning', handles }]);
  const { platform, runner, given } = opened;
  await platform.database.sql`
    insert into projection_checkpoints (name, position) values ('of another version', 0)`;
  await runner.start();
  await registerPerson(platform, { name: 'Ana' });
  await eventually(() => expect(given).toEqual(['all PersonRegistered']));
  await eventually(() => expect(platform.tail.position).toBe(1));
});

test('who does not get the checkpoint passes by without waiting', async () => {
  await using opened = await openRunner([
    { name: 'held', from: 'beginning', handles: ['PersonRenamed'] },
    { name: 'free', from: 'beginning', handles },
  ]);
  const { platform, owner, runner, given } = opened;
  const { sql } = platform.database;
  await runner.start();
  const ana = await sql.begin(async (tx) => {
    await tx`select from ops.reaction_checkpoints where name = 'held' for update`;
    const registered = await registerPerson(platform, { name: 'Ana' });
    await eventually(() => expect(given).toHaveLength(1));
    await registerPerson(platform, { name: 'Zoe' });
    await eventually(() => expect(given).toHaveLength(2));
    const waiting = await owner`
      select query from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    expect(waiting).toEqual([]);
    return registered;
  });
  await renamePerson(platform, ana, 'Anna');
  await eventually(() => expect(given).toContain('held PersonRenamed'));
});
