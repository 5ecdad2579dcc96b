/** Léo, to whom an administrator writes, and the mails that become of it. */
import { expect } from 'vitest';
import { openMailer, type MailOptions } from '#infra/mail/mailer.ts';
import { openMailing } from '#worker/mail/mailings.ts';
import { bearer, rest, type TestApp } from './app.ts';
import type { MailServer } from './mail-server.ts';
import { addPerson, tokensOf } from './sign-in.ts';

export const publicUrl = 'https://team.example.org';

/** Ana, an administrator who writes to Léo. */
export async function withPeople(server: TestApp) {
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

export function mailOf(server: MailServer): MailOptions {
  return {
    smtpUrl: server.url,
    publicUrl,
    from: 'EcosystIA <no-reply@team.example.org>',
    delaySeconds: 1,
  };
}

/** What the sender needs, over an app without a worker, with one mail of these notifications. */
export async function withMailing(
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
