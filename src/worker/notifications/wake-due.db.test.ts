import { expect, test } from 'vitest';
import type { InboxChange } from '#domain/notifications/inbox.ts';
import { notificationsSnapshot } from '#readmodels/notifications/notifications.query.ts';
import { changeInboxOf, registerPerson } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { notify } from '#tests/support/live.ts';
import { openTestPlatform, type TestPlatform } from '#tests/support/platform.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import { wakeDue } from './wake-due.handler.ts';

type Platform = TestPlatform['platform'];

const page = { place: 'inbox', unreadOnly: false, limit: 50, cursor: null } as const;

/** A person with three notifications, all read. */
async function withThree(platform: Platform) {
  const personId = await registerPerson(platform, { name: 'Ana' });
  const ids: string[] = [];
  for (const title of ['one', 'two', 'three']) {
    const { notificationId, eventIds } = await notify(platform, personId, { title });
    await platform.tail.whenVisible(eventIds, 10_000);
    ids.push(notificationId);
  }
  const change = (asked: string[], what: InboxChange) =>
    changeInboxOf(platform, personId, asked, what);
  await change(ids, { read: true });
  return { personId, ids, change };
}

function soon(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}

async function wokenIds({ database }: Platform): Promise<string[]> {
  const rows = await database.sql<{ id: string }[]>`
    select data->>'notificationId' as id from log.events
    where type = 'NotificationWoken' order by id`;
  return rows.map((row) => row.id);
}

test('a snoozed one is on top again at its time, unread, woken once by several workers', async () => {
  await using server = await openWorkingApp({ workers: 2 });
  const { platform } = server.services;
  const { personId, ids, change } = await withThree(platform);
  const [one = '', two = ''] = ids;
  await change([one], { snoozedUntil: soon(1_500) });
  await change([two], { snoozedUntil: soon(3_600_000) });
  const asleep = await notificationsSnapshot(platform.database, personId, page);
  expect(asleep.results.map(({ title }) => title)).toEqual(['three']);
  await eventually(async () => {
    const woken = await notificationsSnapshot(platform.database, personId, page);
    expect(woken.results.map(({ title, read_at }) => [title, read_at === null])).toEqual([
      ['one', true],
      ['three', false],
    ]);
    expect(woken.unread_count).toBe(1);
  });
  expect(await wokenIds(platform)).toEqual([one]);
});

test('many look at the same moment, each is woken once, and what is put off meanwhile is not', async () => {
  await using test = await openTestPlatform();
  const { platform } = test;
  const other = await test.another();
  const { personId, ids, change } = await withThree(platform);
  const [one = '', two = '', three = ''] = ids;
  await change([two], { snoozedUntil: soon(300) });
  await change([one], { snoozedUntil: soon(400) });
  await change([three], { snoozedUntil: soon(400) });
  await change([three], { snoozedUntil: soon(3_600_000) });
  await eventually(async () => {
    await Promise.all([wakeDue(platform), wakeDue(other), wakeDue(platform), wakeDue(other)]);
    expect(await wokenIds(platform)).toHaveLength(2);
  });
  await Promise.all([wakeDue(platform), wakeDue(other)]);
  expect((await wokenIds(platform)).toSorted()).toEqual([one, two].toSorted());
  await eventually(async () => {
    const shown = await notificationsSnapshot(platform.database, personId, page);
    // The one whose time came last is first.
    expect(shown.results.map(({ title }) => title)).toEqual(['one', 'two']);
  });
});
