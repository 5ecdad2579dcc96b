/**
 * After a crash of the database the log has everything, and the read models may have lost their
 * last moments until the leader has made them again.
 */
import { expect, it } from 'vitest';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { createProject } from '#tests/support/commands.ts';
import { notify, type RunningLive, signInSomebody, startLive } from '#tests/support/live.ts';
import {
  notificationsUrl,
  PlainClient,
  TrpcClient,
  TrpcFrames,
} from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

/** Puts the read models back to a position, as a crash does that loses their last batches. */
async function putBack({ platform }: RunningLive, position: number): Promise<void> {
  await platform.database.sql.begin(async (tx) => {
    for (const table of ['feed', 'unread_counts', 'notifications']) {
      await tx`delete from ${tx(table)} where position > ${position}`;
    }
    await tx`update projection_checkpoints set position = ${position}`;
  });
}

it('waits for read models that lag behind: everything is told once, and no count too early', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({
    databaseUrl: database.ownerUrl,
    // Next to nothing in memory, so that the backlog is read from the log.
    recent: { maxFrames: 1, maxCharacters: 1 },
  });
  const { platform, host } = server;
  const ana = await signInSomebody(server);
  const since = platform.tail.position;
  const positions: number[] = [];
  for (let count = 0; count < 6; count += 1) {
    const { eventIds } = await notify(platform, ana.personId);
    await platform.tail.whenVisible(eventIds, 10_000);
    positions.push(platform.tail.position);
  }
  const { hub, lag } = server.live.core;
  await expect.poll(() => hub.position).toBe(positions.at(-1));
  // Nobody makes the read models again before the test says so.
  await platform.leader[Symbol.asyncDispose]();
  await putBack(server, positions[1] ?? 0);

  await using plain = new PlainClient(notificationsUrl(host, ana, since));
  await using trpc = new TrpcClient({ host: () => host, person: ana });
  const [resumed, fresh] = [new TrpcFrames(), new TrpcFrames()];
  trpc.api.live.user.subscribe({ lastEventId: String(since) }, resumed.handlers);
  trpc.api.live.user.subscribe({}, fresh.handlers);
  await plain.untilType('notification', 2);
  await resumed.until(() => resumed.frames.length === 3);
  await expect.poll(() => lag.isWaitedFor).toBe(true);
  expect(plain.ofType('live')).toEqual([]);
  expect(fresh.frames).toEqual([]);

  await platform.engine.catchUp();
  const live = await plain.untilType('live');
  expect(live).toMatchObject({ position: positions.at(-1), data: { unread_count: 6 } });
  const told = plain.ofType('notification');
  expect(told.map(({ position }) => position)).toEqual(positions);
  expect(told.map(({ data }) => data.unread_count)).toEqual([1, 2, 3, 4, 5, 6]);
  await resumed.until(() => resumed.frames.length === plain.frames.length);
  expect(resumed.frames.slice(1)).toEqual(plain.frames.slice(1));
  await fresh.until(() => fresh.frames.length === 1);
  expect(fresh.frames).toMatchObject([
    { type: 'ready', position: positions.at(-1), data: { unread_count: 6 } },
  ]);
});

it('does not wait for a read model of another version, which nobody brings up', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({
    databaseUrl: database.ownerUrl,
    recent: { maxFrames: 1, maxCharacters: 1 },
  });
  const { platform, host } = server;
  await platform.database.sql`
    insert into projection_checkpoints (name, position) values ('of-another-version', 0)`;
  const ana = await signInSomebody(server);
  const bea = await signInSomebody(server);
  const since = platform.tail.position;
  for (let count = 0; count < 3; count += 1) {
    const { eventIds } = await notify(platform, ana.personId);
    await platform.tail.whenVisible(eventIds, 10_000);
  }
  await using fresh = new PlainClient(notificationsUrl(host, ana));
  expect((await fresh.untilType('ready')).data).toEqual({ unread_count: 3 });
  await using resumed = new PlainClient(notificationsUrl(host, ana, since));
  expect((await resumed.untilType('live')).data).toEqual({ unread_count: 3 });
  expect(resumed.ofType('notification')).toHaveLength(3);

  const projectId = await createProject(platform, ana.personId, [bea.personId]);
  await using trpc = new TrpcClient({ host: () => host, person: bea });
  const [system, project] = [new TrpcFrames(), new TrpcFrames()];
  trpc.api.live.system.subscribe({}, system.handlers);
  trpc.api.live.project.subscribe({ projectId }, project.handlers);
  await system.until(() => system.frames.length === 1);
  await project.until(() => project.frames.length === 1);
  await executeCommand(
    platform.eventLog,
    { actorId: ana.personId },
    {
      decider: projectDecider,
      id: projectId,
      command: { type: 'RemoveMember', personId: bea.personId },
    },
  );
  await project.until(() => project.error !== null);
});
