import { expect, test } from 'vitest';
import { type WhyEntity } from '#readmodels/notifications/why.query.ts';
import { openTestApp, rest } from '#tests/support/app.ts';
import { startMailServer } from '#tests/support/mail-server.ts';
import { publicUrl, withPeople } from '#tests/support/mailing.ts';

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
  await sql`update notifications set created_at = created_at - interval '15 days'`;
  expect((await why()).mail?.outcome).toBe('mail_missed');
});
