/** What was deleted is not said again by what told of it: in the list, live, by mail. */
import { expect, test } from 'vitest';
import { openMailer } from '#infra/mail/mailer.ts';
import { whyOf } from '#readmodels/notifications/why.query.ts';
import { startMailServer } from '#tests/support/mail-server.ts';
import { changeMessage, post, schedule } from '#tests/support/meetings.ts';
import { signIn, startLive } from '#tests/support/live.ts';
import { notificationsUrl, PlainClient } from '#tests/support/live-clients.ts';
import { withNews } from '#tests/support/news.ts';
import { sendMailing } from '#worker/mail/send-mailing.handler.ts';

test('what was deleted is in no list and no mail any more', async () => {
  await using mails = await startMailServer();
  const team = await withNews({
    SMTP_URL: mails.url,
    PUBLIC_URL: 'https://team.example.org',
    // Sent below, by hand.
    MAIL_DELAY_SECONDS: '3600',
  });
  await using _ = team.server;
  const { chloe, tom, platform } = team;
  const { sql } = platform.database;
  const server = { platform, services: team.server.services };
  const taskId = await team.makeTask(tom, []);
  const { id } = await schedule(server, { personId: tom, sessionId: tom }, [chloe]);
  await team.comment(tom, taskId, '@Chloé: this stays');
  const secret = await team.comment(tom, taskId, 'The word is mallow');
  await team.editComment(tom, taskId, secret, 'The word is mallow, @Chloé');
  const said = await post(server, { personId: tom, sessionId: tom }, id, 'word is teasel, @Chloé');
  expect(JSON.stringify(await team.news())).toContain('mallow');
  expect(JSON.stringify(await team.news())).toContain('teasel');

  await team.deleteComment(tom, taskId, secret);
  await changeMessage(server, { personId: tom, sessionId: tom }, said, null);
  const mentions = (await team.news()).filter(({ kind }) => kind.endsWith('.mentioned'));
  const says = mentions.map(({ title, message, read_at }) => [title, message, read_at !== null]);
  // Of comments and of chats two reactions tell, each in its own time.
  expect(new Set(says)).toEqual(
    new Set([
      ['Tom vous mentionne dans Hedge', '@Chloé: this stays', false],
      ['Tom vous mentionne dans Hedge', 'Ce commentaire a été supprimé.', true],
      ['Tom vous mentionne dans Weekly round', 'Ce message a été supprimé.', true],
    ]),
  );
  const stored = await sql`select * from notifications, ops.notification_quotes`;
  expect(JSON.stringify(stored)).not.toMatch(/mallow|teasel/);

  const mail = team.server.services.settings.mail;
  if (!mail) throw new Error('there is no mail');
  const needed = { platform, mail, mailer: openMailer(mail) };
  const waiting = await sql<{ id: string }[]>`
    select id from ops.mailings where person_id = ${chloe}`;
  for (const { id: mailingId } of waiting) await sendMailing(needed, mailingId, new Date());
  const sent = mails.received.map(({ raw }) => raw).join('\n');
  expect(sent).toContain('this stays');
  expect(sent).not.toMatch(/mallow|teasel|supprim/);
  const why = await whyOf(sql, chloe, mentions.find(({ read_at }) => read_at !== null)?.id ?? '', {
    language: 'en',
    hasMail: true,
  });
  expect(why?.channels.find(({ channel }) => channel === 'mail')?.outcome).toBe('deleted_before');
});

test('one that tells of several says so of the last, and nothing joins it any more', async () => {
  const team = await withNews();
  await using _ = team.server;
  const { ana, tom } = team;
  const taskId = await team.makeTask(ana, [ana]);
  const ids = [];
  for (const number of [1, 2, 3, 4, 5])
    ids.push(await team.comment(tom, taskId, `Comment ${number}`));
  await team.deleteComment(tom, taskId, ids[3] ?? '');
  expect((await team.news()).map(({ message }) => message)).toEqual([
    'Comment 1',
    'Comment 2',
    'Tom: Comment 5',
  ]);
  await team.deleteComment(tom, taskId, ids[4] ?? '');
  await team.comment(tom, taskId, 'Comment 6');
  const news = await team.news();
  expect(news.map(({ title, message, read_at }) => [title, message, read_at])).toEqual([
    ['Tom commented on Hedge', 'Comment 1', null],
    ['Tom commented on Hedge', 'Comment 2', null],
    ['3 new comments on Hedge', 'Tom: This comment was deleted.', null],
    ['Tom commented on Hedge', 'Comment 6', null],
  ]);
});

test('who missed several told as one is told nothing of what was deleted among them', async () => {
  const team = await withNews();
  await using _ = team.server;
  const { ana, tom } = team;
  const databaseUrl = team.server.test.ownerUrl;
  await using there = await startLive({ databaseUrl });
  const signedIn = await signIn(there, ana);
  const since = there.platform.tail.position;
  const taskId = await team.makeTask(ana, [ana]);
  const ids = [];
  for (const word of ['elder', 'mallow', 'teasel', 'sorrel', 'yarrow'])
    ids.push(await team.comment(tom, taskId, `The word is ${word}`));
  await team.news();
  // The second stands by itself, the fourth was the last of several until the fifth came.
  for (const index of [1, 3]) await team.deleteComment(tom, taskId, ids[index] ?? '');
  await team.news();
  // From the memory of a server that told it, and from the log by one that begins here.
  await using fresh = await startLive({ databaseUrl });
  const end = fresh.platform.tail.position;
  await expect.poll(() => there.platform.tail.position).toBeGreaterThanOrEqual(end);
  for (const { host } of [there, fresh]) {
    await using resumed = new PlainClient(notificationsUrl(host, signedIn, since));
    await resumed.untilType('live');
    expect(resumed.ofType('notification').map(({ data }) => data.message)).toEqual([
      'The word is elder',
      '',
      'The word is teasel',
      '',
      'Tom: The word is yarrow',
    ]);
    expect(JSON.stringify(resumed.frames)).not.toMatch(/mallow|sorrel/);
  }
});
