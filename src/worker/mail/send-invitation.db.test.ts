/** An invitation to an address, from its making to a mail server of our own and back. */
import { expect, test } from 'vitest';
import { type MailOptions, openMailer } from '#infra/mail/mailer.ts';
import { bearer, openTestApp, rest } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { headerOf, type ReceivedMail, startMailServer } from '#tests/support/mail-server.ts';
import { addPerson, password, tokensOf } from '#tests/support/sign-in.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import { sendInvitation } from './send-invitation.handler.ts';

const publicUrl = 'https://team.example.org';

test('the mail has a link of its own; whichever is taken, the other is gone, and so is a later mail', async () => {
  await using mails = await startMailServer();
  await using server = await openTestApp();
  const { app, services } = server;
  const olga = await addPerson(server, { email: 'olga@example.org', name: 'Olga', language: 'fr' });
  const projectId = await createProject(services.platform, olga);
  const headers = bearer((await tokensOf(app, 'olga@example.org')).access);
  const invite = async (email?: string) => {
    const body = { ...(email && { email }), role: 'viewer', project_id: projectId };
    return rest<{ url: string }>(app, 'POST', 'invitations/', { headers, body });
  };
  const issued = await invite('new@example.org');
  const { sql } = services.platform.database;
  const mail: MailOptions = {
    smtpUrl: mails.url,
    publicUrl,
    from: 'no-reply@team.example.org',
    delaySeconds: 1,
  };
  const mailer = openMailer(mail);
  const needed = { platform: services.platform, mail, mailer };
  const lastId = async () => {
    const [row] = await sql<{ id: string }[]>`
      select invitation_id as id from auth.invitation_tokens order by invitation_id desc limit 1`;
    return row?.id ?? '';
  };
  const invitationId = await lastId();
  mails.mood = 'busy';
  await expect(sendInvitation(needed, invitationId, new Date())).rejects.toThrow(/later, please/);
  mails.mood = 'takes';
  await sendInvitation(needed, invitationId, new Date());
  // As after a crash between the server's acceptance and our note of it.
  await sendInvitation(needed, invitationId, new Date());
  expect(mails.received).toHaveLength(2);
  const [received, again] = mails.received;
  if (!received || !again) throw new Error('no mail came');
  expect(received.to).toEqual(['new@example.org']);
  expect(headerOf(received, 'Content-Language')).toBe('fr');
  expect(headerOf(received, 'Message-ID')).toBe(`<${invitationId}@team.example.org>`);
  expect(headerOf(received, 'List-Unsubscribe')).toBeUndefined();
  const token = tokenIn(received);
  expect(tokenIn(again)).toBe(token);
  expect(await sql`select from auth.invitation_tokens`).toHaveLength(2);
  const shown = issued.body.url.split('/invite/')[1];
  expect(token).not.toBe(shown);

  const register = (invitation: string | undefined, email: string) =>
    rest(app, 'POST', 'auth/register/', { body: { email, name: 'New', password, invitation } });
  expect((await register(token, 'new@example.org')).status).toBe(201);
  expect((await register(shown, 'new@example.org')).body).toMatchObject({
    code: 'auth.invitation_invalid',
  });
  await sendInvitation(needed, invitationId, new Date());
  // One for whoever has the link goes to nobody; one that has run out neither.
  await invite();
  await sendInvitation(needed, await lastId(), new Date());
  await invite('late@example.org');
  await sendInvitation(needed, await lastId(), new Date(Date.now() + 8 * 24 * 3_600_000));
  expect(mails.received).toHaveLength(2);
  mailer.close();
});

test.each(['is refused for good', 'is taken by no server until the tries have run out'])(
  'whoever invited is told where the mail %s',
  async (why) => {
    await using mails = await startMailServer();
    const isRefused = why === 'is refused for good';
    mails.mood = isRefused ? 'refuses' : 'busy';
    await using server = await openWorkingApp({
      environment: { SMTP_URL: mails.url, PUBLIC_URL: publicUrl },
    });
    const { app, services } = server;
    const { sql } = services.platform.database;
    const olga = await addPerson(server, {
      email: 'olga@example.org',
      name: 'Olga',
      language: 'fr',
    });
    const projectId = await createProject(services.platform, olga);
    const headers = bearer((await tokensOf(app, 'olga@example.org')).access);
    const body = { email: 'gone@example.org', project_id: projectId };
    expect((await rest(app, 'POST', 'invitations/', { headers, body })).status).toBe(201);
    if (!isRefused) {
      // A day later.
      const lastTry = () => sql`
        update pgboss.job set retry_limit = 1, start_after = now()
        where name = 'mail.send-invitation' and state = 'retry' returning 1`;
      await expect.poll(lastTry).toHaveLength(1);
    }
    const told = () => sql`
      select title, type, link from notifications
      where person_id = ${olga} and kind like 'invitation.%'`;
    await expect.poll(told).toEqual([
      {
        title: 'Votre invitation à gone@example.org n’a pas pu être remise',
        type: 'warning',
        link: `/projects/${projectId}/people`,
      },
    ]);
    expect(mails.received).toEqual([]);
  },
);

function tokenIn({ raw }: ReceivedMail): string {
  return /\/invite\/([\w-]{43})/.exec(raw.replaceAll('=\r\n', ''))?.[1] ?? '';
}
