/** What of notifications is mailed, from them to a mail server of our own. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type WhyEntity } from '#readmodels/notifications/why.query.ts';
import { openTestApp, rest } from '#tests/support/app.ts';
import { headerOf, startMailServer } from '#tests/support/mail-server.ts';
import { publicUrl, withMailing, withPeople } from '#tests/support/mailing.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import { sendMailing } from './send-mailing.handler.ts';

test('what is unread after a moment is mailed, as one, with a way out of it', async () => {
  await using mails = await startMailServer();
  await using server = await openWorkingApp({
    workers: 2,
    environment: { SMTP_URL: mails.url, PUBLIC_URL: publicUrl, MAIL_DELAY_SECONDS: '2' },
  });
  const { write } = await withPeople(server);
  await write('Réunion <demain>\nà 10 h', { message: 'Salle 3 & 4', link: '/meetings' });
  await write('And another one');
  await expect.poll(() => mails.received.length, { timeout: 45_000 }).toBeGreaterThan(0);
  const [mail] = mails.received;
  if (!mail) throw new Error('no mail came');
  expect(mail.to).toEqual(['leo@example.org']);
  expect(mail.from).toBe('no-reply@team.example.org');
  expect(headerOf(mail, 'Subject')).toBeDefined();
  expect(headerOf(mail, 'Message-ID')).toMatch(/^<[0-9a-f-]{36}@team\.example\.org>$/);
  expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  const unsubscribeUrl = /^<(.*)>$/.exec(headerOf(mail, 'List-Unsubscribe') ?? '')?.[1] ?? '';
  expect(unsubscribeUrl.startsWith(`${publicUrl}/api/v1/notifications/unsubscribe/?token=`)).toBe(
    true,
  );
  expect(mail.raw).toContain('text/html');
  expect(mail.raw).toContain('text/plain');

  // To look at it changes nothing; one click does, without a sign-in.
  const path = unsubscribeUrl.slice(publicUrl.length);
  const wants = async () => {
    const [row] = await server.services.platform.database.sql<{ mail: boolean }[]>`
      select coalesce(bool_and((channels ->> 'mail')::boolean), true) as mail
      from notification_preferences`;
    return row?.mail;
  };
  expect((await server.app.inject({ method: 'GET', url: path })).statusCode).toBe(200);
  expect(await wants()).toBe(true);
  const click = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  } as const;
  const forged = await server.app.inject({ ...click, url: `${path.slice(0, -2)}xx` });
  expect(forged.statusCode).toBe(404);
  expect((await server.app.inject({ ...click, url: path })).statusCode).toBe(200);
  expect(await wants()).toBe(false);
  await write('Never mailed');
  const { sql } = server.services.platform.database;
  await expect
    .poll(async () => {
      const [row] = await sql<{ settled: boolean }[]>`
      select bool_and(position >= (select max(position) from log.positions)) as settled
      from ops.reaction_checkpoints`;
      return row?.settled;
    })
    .toBe(true);
  expect(await sql`select 1 from ops.mailings where state in ('waiting', 'sending')`).toHaveLength(
    0,
  );
});

test('what was read meanwhile, or is not wanted by mail any more, is not mailed', async () => {
  await using mails = await startMailServer();
  await using server = await openTestApp({ SMTP_URL: mails.url, PUBLIC_URL: publicUrl });
  const { leo, asLeo, write, prefer } = await withPeople(server);
  const [read, kept] = [await write('Read'), await write('Kept')];
  const patched = await rest(server.app, 'PATCH', `notifications/${read}/`, {
    headers: asLeo,
    body: { read: true },
  });
  expect(patched.status).toBe(200);
  const { needed, mailingId, state } = await withMailing(server, mails, [read, kept], leo);
  await sendMailing(needed, mailingId, new Date());
  expect(mails.received.map((mail) => headerOf(mail, 'Subject'))).toEqual(['Kept']);
  expect(await state()).toEqual({ state: 'sent', failure: null });
  const onMail = async (id: string) => {
    const path = `notifications/${id}/why/`;
    const why = await rest<WhyEntity>(server.app, 'GET', path, { headers: asLeo });
    expect(why.body.reason).toBe('An administrator wrote to you, or to a group that you are in.');
    return why.body.channels.find(({ channel }) => channel === 'mail')?.outcome;
  };
  expect([await onMail(read), await onMail(kept)]).toEqual(['read_before', 'mail_sent']);
  const stranger = await rest(server.app, 'GET', `notifications/${leo}/why/`, { headers: asLeo });
  expect(stranger.status).toBe(404);
  // Run again by whoever did not hear of it: nothing more.
  await sendMailing(needed, mailingId, new Date());
  expect(mails.tries).toBe(1);

  await prefer({ categories: { message: { mail: false } } });
  const { sql } = needed.platform.database;
  await sql`update ops.mailings set state = 'waiting'`;
  await sendMailing(needed, mailingId, new Date());
  expect(await state()).toMatchObject({ state: 'empty' });
  const outcomes = await sql`select outcome from ops.mailing_items order by outcome`;
  expect(outcomes.map((row) => row.outcome as string)).toEqual(['read', 'unwanted']);
  expect(await onMail(kept)).toBe('unwanted');

  // Of a project that was muted since.
  const projectId = randomUUID();
  await prefer({ categories: { message: { mail: true } }, muted_project_ids: [projectId] });
  await sql`update notifications set project_id = ${projectId} where id = ${kept}`;
  await sql`update ops.mailings set state = 'waiting'`;
  await sendMailing(needed, mailingId, new Date());
  expect(await state()).toMatchObject({ state: 'empty' });
});

test('a mail is in the language that its reader chose since', async () => {
  await using mails = await startMailServer();
  await using server = await openTestApp();
  const { leo, asLeo, write } = await withPeople(server);
  const ids = [await write('One'), await write('Two')];
  const { needed, mailingId } = await withMailing(server, mails, ids, leo);
  const chosen = await rest(server.app, 'PATCH', 'auth/me/language/', {
    headers: asLeo,
    body: { language: 'fr' },
  });
  expect(chosen.status).toBe(200);
  await sendMailing(needed, mailingId, new Date());
  const [mail] = mails.received;
  if (!mail) throw new Error('no mail came');
  expect(headerOf(mail, 'Content-Language')).toBe('fr');
  expect(headerOf(mail, 'Subject')).toMatch(/nouvelles notifications|notifications/);
  expect(mail.raw).toContain('lang=3D"fr"');
});

test('in quiet hours no mail leaves; after them it does', async () => {
  await using mails = await startMailServer();
  await using server = await openTestApp();
  const { leo, write, prefer } = await withPeople(server);
  const { needed, mailingId, state } = await withMailing(server, mails, [await write('Psst')], leo);
  await prefer({
    quiet_hours: { from: '22:00', to: '07:00', urgent: true },
    time_zone: 'Asia/Tokyo',
  });
  await sendMailing(needed, mailingId, new Date('2030-05-04T14:00:00Z'));
  expect(mails.tries).toBe(0);
  expect(await state()).toMatchObject({ state: 'waiting' });
  await sendMailing(needed, mailingId, new Date('2030-05-04T22:00:00Z'));
  expect(mails.received).toHaveLength(1);
});
