/** What the database fails at is made up for from the log; nobody has to notice and nothing is lost. */
import { expect, it } from 'vitest';
import { connect } from '#infra/db/connect.ts';
import { notify, signInSomebody, startLive } from '#tests/support/live.ts';
import {
  notificationsUrl,
  PlainClient,
  TrpcClient,
  TrpcFrames,
} from '#tests/support/live-clients.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

/** Takes a read model away; the returned function brings it back. */
async function takeAway(database: TestDatabase, table: string): Promise<() => Promise<void>> {
  const rename = async (from: string, to: string) => {
    const owner = connect(database.ownerUrl, { max: 1 });
    await owner`alter table readmodels.${owner(from)} rename to ${owner(to)}`;
    await owner.end();
  };
  await rename(table, `${table}_away`);
  return () => rename(`${table}_away`, table);
}

it('sends everybody back to the log when an event cannot be told', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl, logLevel: 'silent' });
  const ana = await signInSomebody(server);
  const leo = await signInSomebody(server, 'Léo');
  await using client = new PlainClient(notificationsUrl(server.host, ana));
  const { position } = await client.untilType('ready');
  // Léo's name has not been asked for yet, and cannot be now.
  const bringBack = await takeAway(database, 'people');
  await notify(server.platform, ana.personId, { actorId: leo.personId });
  expect(await client.untilClosed()).toBe(1012);
  expect(client.ofType('notification')).toEqual([]);
  await bringBack();
  await using again = new PlainClient(notificationsUrl(server.host, ana, position));
  await again.untilType('live');
  expect(again.ofType('notification').map(({ data }) => data.actor)).toMatchObject([
    { name: 'Léo' },
  ]);
  await notify(server.platform, ana.personId);
  await again.untilType('notification', 2);
});

it('ends no subscription: tRPC’s client goes on by itself when the database does', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl, logLevel: 'silent' });
  const ana = await signInSomebody(server);
  await using client = new TrpcClient({ host: () => server.host, person: ana });
  const frames = new TrpcFrames();
  client.api.live.user.subscribe({}, frames.handlers);
  await frames.until(() => frames.frames.length === 1);
  const bringBack = await takeAway(database, 'unread_counts');
  client.cut();
  await expect.poll(() => client.closeCodes).toContain(1011);
  await bringBack();
  await notify(server.platform, ana.personId);
  await frames.until(() => frames.frames.some(({ type }) => type === 'notification'));
  expect(frames.error).toBeNull();
  expect(frames.completed).toBe(false);
});
