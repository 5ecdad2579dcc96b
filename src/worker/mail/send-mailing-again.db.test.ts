/** Mail servers that are busy, down, silent or refuse, and senders that die: each mail is sent once. */
import { expect, test } from 'vitest';
import { openMailer } from '#infra/mail/mailer.ts';
import { openTestApp } from '#tests/support/app.ts';
import { headerOf, startMailServer, startSilentServer } from '#tests/support/mail-server.ts';
import { publicUrl, withMailing, withPeople } from '#tests/support/mailing.ts';
import { addPerson } from '#tests/support/sign-in.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import { resumeMailings } from './resume-mailings.ts';
import { sendMailing } from './send-mailing.handler.ts';

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
