import { expect, onTestFinished, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { registerPerson } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { measurePlatform, register } from './metrics.ts';
import { readiness } from './readiness.ts';

/** A leader that holds its lease and does nothing, and an event from an hour ago. */
async function writeBehindStuckLeader({ services }: TestApp): Promise<string> {
  const { sql } = services.platform.database;
  await sql`
    update log.leader set holder = 'stuck', leased_until = now() + interval '1 hour'`;
  await eventually(() => expect(services.platform.leader.leading).toBe(false));
  const [event] = await sql<{ id: string }[]>`
    insert into log.events (stream, version, type, type_version, data, metadata, occurred_at, digest)
    values ('test-1', 1, 'Tested', 1, '{}', '{}', now() - interval '1 hour', '')
    returning id`;
  return event!.id;
}

test('ready, until what is written is placed by nobody', async () => {
  await using server = await openTestApp();
  const { services } = server;
  const { sql } = services.platform.database;
  await registerPerson(services.platform, { name: 'Ana' });
  // Of a version that is gone: nobody will ever move it.
  await sql`insert into projection_checkpoints (name, position) values ('of another version', 0)`;
  await eventually(async () => expect((await readiness(services)).status).toBe('ready'));
  const eventId = await writeBehindStuckLeader(server);
  await sql`insert into log.outbox (event_id) values (${eventId})`;
  const { status, checks } = await readiness(services);
  expect({ status, ...checks }).toEqual({
    status: 'not_ready',
    database: 'ok',
    tail: 'failing',
    read_models: 'ok',
    storage: 'ok',
  });
});

test('not ready while the read models do not follow, in no process, and measured', async () => {
  await using server = await openTestApp();
  const { services } = server;
  const { sql } = services.platform.database;
  const eventId = await writeBehindStuckLeader(server);
  await sql`insert into log.positions (position, event_id, hash) values (1, ${eventId}, '')`;
  await sql`insert into ops.reaction_checkpoints (name, position) values ('test.react', 0)`;
  const { status, checks } = await readiness(services);
  expect([status, checks.tail, checks.read_models]).toEqual(['not_ready', 'ok', 'failing']);
  measurePlatform(services.platform);
  onTestFinished(() => register.clear());
  const measured = await register.metrics();
  expect(measured).toContain('\necosystia_read_models_lag_events 1\n');
  expect(measured).toContain('\necosystia_reaction_lag_events{reaction="test.react"} 1\n');
});

test('commands and queries give up in time, what carries the log on does not', async () => {
  await using server = await openTestApp();
  const { database, logDatabase } = server.services.platform;
  const limitsOf = async ({ sql }: typeof database) => {
    const [limits] = await sql`
      select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`;
    return limits;
  };
  expect(await limitsOf(database)).toEqual({ statement: '30s', lock: '10s' });
  expect(await limitsOf(logDatabase)).toEqual({ statement: '0', lock: '0' });
});
