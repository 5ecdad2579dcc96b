/** A notification whose words were withdrawn says them to nobody, also not to who missed them. */
import { expect, it } from 'vitest';
import { NotificationWithdrawn } from '#domain/notifications/notification.events.ts';
import { transact } from '#infra/log/transact.ts';
import { notify, signInSomebody, startLive } from '#tests/support/live.ts';
import { notificationsUrl, PlainClient } from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

it('is told live and withdrawn, and in a backlog without what it said', async () => {
  await using database = await createTestDatabase();
  await using here = await startLive({ databaseUrl: database.ownerUrl });
  await using there = await startLive({ databaseUrl: database.ownerUrl });
  const ana = await signInSomebody(here);
  const since = here.platform.tail.position;
  await using live = new PlainClient(notificationsUrl(here.host, ana));
  await live.untilType('ready');
  const { notificationId } = await notify(here.platform, ana.personId, { title: 'A secret' });
  await live.untilType('notification');
  const words = { title: 'Deleted', message: '', mail: null, push: null };
  const withdrawn = await transact(here.platform.eventLog, { actorId: null }, async (unit) => {
    await unit.append({
      stream: `notification-withdrawn-${notificationId}`,
      expectedVersion: 0,
      events: [NotificationWithdrawn.of({ notificationId, personId: ana.personId, ...words })],
    });
    return { ok: true, value: null };
  });
  if (!withdrawn.ok) throw new Error(withdrawn.refusal.code);
  await live.untilType('notification.withdrawn');
  expect(live.ofType('notification.withdrawn')[0]?.data).toEqual({
    ids: [notificationId],
    title: 'Deleted',
    message: '',
    unread_count: 0,
  });
  await there.platform.tail.whenVisible(withdrawn.value.eventIds, 10_000);
  // From the memory of a server that told it, and from the log by one that begins there.
  await using fresh = await startLive({ databaseUrl: database.ownerUrl });
  for (const { host } of [here, there, fresh]) {
    await using resumed = new PlainClient(notificationsUrl(host, ana, since));
    await resumed.untilType('live');
    expect(resumed.frames.map(({ type }) => type)).toEqual([
      'ready',
      'notification',
      'notification.withdrawn',
      'live',
    ]);
    expect(JSON.stringify(resumed.frames)).not.toContain('secret');
  }
});
