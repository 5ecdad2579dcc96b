/** Mail, from the notification to a mail server of our own. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MailOptions } from '#infra/mail/mailer.ts';
import { openMailer } from '#infra/mail/mailer.ts';
import type { WhyEntity } from '#readmodels/notifications/why.query.ts';
import { bearer, openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import {
  headerOf,
  type MailServer,
  startMailServer,
  startSilentServer,
} from '#tests/support/mail-server.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import { collectDigests } from './collect-digests.ts';
import { openMailing } from './mailings.ts';
import { resumeMailings } from './resume-mailings.ts';
import { sendMailing } from './send-mailing.handler.ts';

const publicUrl = 'https://team.example.org';

/** Ana, an administrator who writes to Léo. */
async function withPeople(server: TestApp) {
  const leo = await addPerson(server, { email: 'leo@example.org', name: 'Léo' });
  await addPerson(server, { email: 'ana@example.org', name: 'Ana', role: 'admin' });
  const asAna = bearer((await tokensOf(server.app, 'ana@example.org')).access);
  const asLeo = bearer((await tokensOf(server.app, 'leo@example.org')).access);
  const write = async (title: string, more: object = {}) => {
    const body = { user_ids: [leo], title, ...more };
    const sent = await rest<{ id: string }>(server.app, 'POST', 'notifications/send/', {
      headers: asAna,
      body,
    });
    expect(sent.status).toBe(201);
    return sent.body.id;
  };
  const prefer = async (body: object) => {
    const path = 'notifications/preferences/';
    expect((await rest(server.app, 'PATCH', path, { headers: asLeo, body })).status).toBe(200);
  };
  return { leo, asLeo, write, prefer };
}

function mailOf(server: MailServer): MailOptions {
  return {
    smtpUrl: server.url,
    publicUrl,
    from: 'EcosystIA <no-reply@team.example.org>',
    delaySeconds: 1,
  };
}

/** What the sender needs, over an app without a worker, with one mail of these notifications. */
async function withMailing(
  server: TestApp,
  mails: MailServer,
  ids: readonly string[],
  leo: string,
) {
  const { platform } = server.services;
  const { sql } = platform.database;
  const mail = mailOf(mails);
  const mailer = openMailer(mail);
  const dueAt = new Date(Date.now() - 3_600_000);
  const opened = await sql.begin((tx) => openMailing(tx, leo, { name: 'now test', dueAt }));
  if (!opened) throw new Error('the mailing was there already');
  for (const id of ids) {
    await sql`insert into ops.mailing_items (notification_id, mailing_id) values (${id}, ${opened.id})`;
  }
  const needed = { platform, mail, mailer };
  const state = async () => {
    const [row] = await sql<{ state: string; failure: string | null }[]>`
      select state, failure from ops.mailings where id = ${opened.id}`;
    return row;
  };
  return { needed, mailingId: opened.id, state };
}

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

test('each says of each channel what is so, also where nothing more will come', async () => {
  await using mails = await startMailServer();
  await using server = await openTestApp({ SMTP_URL: mails.url, PUBLIC_URL: publicUrl });
  const { asLeo, write, prefer } = await withPeople(server);
  await prefer({ channels: { browser: true, push: true } });
  const id = await write('News');
  const why = async () => {
    const path = `notifications/${id}/why/`;
    const { body } = await rest<WhyEntity>(server.app, 'GET', path, { headers: asLeo });
    return Object.fromEntries(body.channels.map(({ channel, ...said }) => [channel, said]));
  };
  expect(await why()).toEqual({
    in_app: { outcome: 'told', reason: 'In your inbox.' },
    browser: { outcome: 'told', reason: 'Shown by each browser in which EcosystIA was open.' },
    push: { outcome: 'no_device', reason: 'Not sent: none of your devices takes push.' },
    mail: {
      outcome: 'mail_waiting',
      reason: 'Will be mailed, if you have not read it by then.',
    },
  });
  await prefer({ digest: { frequency: 'daily' } });
  expect((await why()).mail?.outcome).toBe('digest');
  // No mail that it could have been in was ever opened: the server had no address to send to then.
  const { sql } = server.services.platform.database;
  await sql`update notifications set created_at = created_at - interval '2 days'`;
  expect((await why()).mail?.outcome).toBe('mail_missed');
});

test('of many senders at once one sends; one that died is not waited for for ever', async () => {
  await using mails = await startMailServer();
  await using server = await openTestApp();
  const { leo, write } = await withPeople(server);
  const { needed, mailingId } = await withMailing(server, mails, [await write('Once')], leo);
  await Promise.all(Array.from({ length: 6 }, () => sendMailing(needed, mailingId, new Date())));
  expect(mails.received).toHaveLength(1);

  // As if it had died after the server took it, before it could note it down.
  const { sql } = needed.platform.database;
  await sql`update ops.mailings set state = 'sending', held_until = now() + interval '1 minute'`;
  await sendMailing(needed, mailingId, new Date());
  expect(mails.received).toHaveLength(1);
  await sql`update ops.mailings set held_until = now() - interval '1 second'`;
  await sendMailing(needed, mailingId, new Date());
  const ids = mails.received.map((mail) => headerOf(mail, 'Message-ID'));
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('a server that is busy or down is tried again, one that refuses is not', async () => {
  await using server = await openTestApp();
  const { leo, write } = await withPeople(server);
  const id = await write('Later');
  {
    await using mails = await startMailServer();
    const { needed, mailingId, state } = await withMailing(server, mails, [id], leo);
    mails.mood = 'busy';
    await expect(sendMailing(needed, mailingId, new Date())).rejects.toThrow('later');
    expect(await state()).toMatchObject({ state: 'waiting' });
    // Its own job has given up; the minute's round goes on.
    mails.mood = 'takes';
    await resumeMailings(needed, new Date());
    expect(mails.received).toHaveLength(1);
    expect(await state()).toEqual({ state: 'sent', failure: null });

    mails.mood = 'refuses';
    await needed.platform.database.sql`update ops.mailings set state = 'waiting'`;
    await sendMailing(needed, mailingId, new Date());
    const tries = mails.tries;
    expect(await state()).toMatchObject({ state: 'failed' });
    await resumeMailings(needed, new Date());
    expect(mails.tries).toBe(tries);
    await needed.platform.database.sql`update ops.mailings set state = 'waiting'`;
  }
  const gone = { smtpUrl: 'smtp://127.0.0.1:9', publicUrl, from: 'a@example.org', delaySeconds: 1 };
  const needed = { platform: server.services.platform, mail: gone, mailer: openMailer(gone) };
  const [row] = await needed.platform.database.sql<{ id: string }[]>`select id from ops.mailings`;
  await expect(sendMailing(needed, row?.id ?? '', new Date())).rejects.toThrow('ECONNREFUSED');
  // Two days later nobody wants to read it by mail.
  await resumeMailings(needed, new Date(Date.now() + 50 * 3_600_000));
  const [end] = await needed.platform.database.sql`select state from ops.mailings`;
  expect(end?.state).toBe('failed');
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

test('a server that takes the connection and says nothing is given up, and tried again as the same mail', async () => {
  await using silent = await startSilentServer();
  await using mails = await startMailServer();
  await using server = await openTestApp();
  const { leo, write } = await withPeople(server);
  const { needed, mailingId, state } = await withMailing(server, mails, [await write('Hm')], leo);
  const timeouts = { connectionTimeout: 300, greetingTimeout: 300, socketTimeout: 600 };
  const startedAt = performance.now();
  const mailer = openMailer({ ...needed.mail, smtpUrl: silent.url }, timeouts);
  await expect(sendMailing({ ...needed, mailer }, mailingId, new Date())).rejects.toThrow(
    'Greeting never received',
  );
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(await state()).toMatchObject({ state: 'waiting' });
  // One that greets and then says nothing more.
  mails.mood = 'silent';
  const patient = openMailer(needed.mail, timeouts);
  await expect(sendMailing({ ...needed, mailer: patient }, mailingId, new Date())).rejects.toThrow(
    /[Tt]imeout/,
  );
  expect(await state()).toMatchObject({ state: 'waiting' });
  mails.mood = 'takes';
  await sendMailing({ ...needed, mailer: patient }, mailingId, new Date());
  expect(mails.received.map((mail) => headerOf(mail, 'Message-ID'))).toEqual([
    `<${mailingId}@team.example.org>`,
  ]);
  expect(await state()).toEqual({ state: 'sent', failure: null });
});

test('through the worker: silent at first, then slow, it is one mail for each, and one address refused holds up no other', async () => {
  await using mails = await startMailServer();
  mails.mood = 'silent';
  mails.refused = 'zoe@example.org';
  await using server = await openWorkingApp({
    workers: 2,
    environment: { SMTP_URL: mails.url, PUBLIC_URL: publicUrl, MAIL_DELAY_SECONDS: '2' },
    worker: { mailTimeouts: { connectionTimeout: 500, greetingTimeout: 500, socketTimeout: 700 } },
  });
  const zoe = await addPerson(server, { email: 'zoe@example.org', name: 'Zoé' });
  const { leo, write } = await withPeople(server);
  await write('One', { user_ids: [leo, zoe] });
  await expect.poll(() => mails.tries, { timeout: 45_000 }).toBeGreaterThan(0);
  expect(mails.received).toEqual([]);
  mails.mood = 'takes';
  mails.delayMs = 300;
  await expect.poll(() => mails.received.length, { timeout: 45_000 }).toBe(1);
  const { sql } = server.services.platform.database;
  const states = async () => {
    const rows = await sql<{ id: string; state: string; person: string }[]>`
      select id, state, person_id as person from ops.mailings`;
    return new Map(rows.map(({ person, state }) => [person, state]));
  };
  await expect.poll(states, { timeout: 45_000 }).toEqual(
    new Map([
      [leo, 'sent'],
      [zoe, 'failed'],
    ]),
  );
  expect(mails.received.map(({ to }) => to)).toEqual([['leo@example.org']]);
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

test('a digest is one mail a day, whoever looks and whatever the time zone becomes', async () => {
  await using mails = await startMailServer();
  await using server = await openTestApp();
  const { leo, write, prefer } = await withPeople(server);
  await prefer({ digest: { frequency: 'daily', hour: 8 }, time_zone: 'Europe/Paris' });
  await write('One');
  await write('Two');
  const { platform } = server.services;
  const { sql } = platform.database;
  const queued: string[] = [];
  const needed = {
    platform,
    queueJob: (_tx: unknown, job: { id: string }) => {
      queued.push(job.id);
      return Promise.resolve();
    },
  };
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const at = (time: string) => new Date(`${tomorrow}T${time}Z`);
  await collectDigests(needed, new Date());
  await sql`update notifications set created_at = ${at('01:00:00').toISOString()}`;
  await Promise.all([1, 2, 3, 4].map(() => collectDigests(needed, at('10:00:00'))));
  await prefer({ time_zone: 'America/New_York' });
  await sql`update notification_preferences set changed_at = changed_at - interval '2 days'`;
  await collectDigests(needed, at('15:00:00'));
  expect(new Set(queued).size).toBe(1);
  const [mailingId = ''] = queued;
  const mail = mailOf(mails);
  await sendMailing({ platform, mail, mailer: openMailer(mail) }, mailingId, at('10:00:01'));
  expect(mails.received.map((one) => headerOf(one, 'Subject'))).toEqual([
    'What is new: 2 notifications',
  ]);
  expect(await sql`select 1 from ops.mailings where person_id = ${leo}`).toHaveLength(1);
});
