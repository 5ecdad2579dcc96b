/** Web push, from the notification to a push service of our own that decrypts it. */
import { expect, test } from 'vitest';
import type { SendPushData } from './send-push.job.ts';
import { sendPushHandler } from './send-push.handler.ts';
import { sendSummary } from './send-summary.handler.ts';
import { type SendSummaryData, summaryOf } from './send-summary.job.ts';
import { defaultPreferences } from '#domain/notifications/preferences.decider.ts';
import { bearer, openTestApp, type TestApp, trpc } from '#tests/support/app.ts';
import { notify } from '#tests/support/live.ts';
import { type PushService, startPushService, verifiedVapid } from '#tests/support/push-service.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';
import { openWorkingApp } from '#tests/support/worker.ts';

const heldBack = { inApp: 'told', browser: 'quiet', push: 'quiet', mail: 'quiet' } as const;

const anas = 'ana@example.org';
const testPush = { PUSH_INNER_ENDPOINTS: 'on', PUBLIC_URL: 'https://team.example.org' };

/** Ana, who asked for web push in one browser. */
async function subscribed(server: TestApp, service: PushService) {
  const personId = await addPerson(server, { email: anas });
  const { access } = await tokensOf(server.app, anas);
  const call = (kind: 'query' | 'mutation', path: string, input?: object) =>
    trpc<unknown>(server.app, kind, path, input, bearer(access));
  await call('mutation', 'notifications.setPreferences', { channels: { push: true } });
  const answer = await call('mutation', 'push.subscribe', service.subscription('/anas-phone'));
  expect(answer.status).toBe(200);
  const { body: publicKey } = await call('query', 'push.key');
  return { personId, call, publicKey: String(publicKey) };
}

async function sendNow(server: TestApp, personId: string, title: string): Promise<SendPushData> {
  const { platform, settings, log } = server.services;
  const { notificationId, eventIds } = await notify(platform, personId, { title });
  await platform.tail.whenVisible(eventIds, 10_000);
  const [row] = await platform.database.sql<{ id: string }[]>`
    select id from auth.push_subscriptions`;
  const data = { personId, notificationId, subscriptionId: row?.id ?? notificationId };
  const handler = sendPushHandler({ platform, push: settings.push, log });
  await handler.run(data, AbortSignal.timeout(10_000));
  return data;
}

test('who asked for it is told, encrypted and signed, when no page of theirs is open', async () => {
  await using service = await startPushService();
  await using server = await openWorkingApp({ environment: testPush });
  const { personId, publicKey } = await subscribed(server, service);
  const { notificationId } = await notify(server.services.platform, personId, {
    title: 'Réunion à 10 h',
    message: 'Salle 3',
  });
  // The job waits for some seconds, and the queue is looked at every few.
  await expect.poll(() => service.received.length, { timeout: 45_000 }).toBe(1);
  const [push] = service.received;
  if (!push) throw new Error('nothing was pushed');
  expect(push.path).toBe('/anas-phone');
  expect(push.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });
  expect(service.decrypt(push)).toEqual({
    id: notificationId,
    title: 'Réunion à 10 h',
    message: 'Salle 3',
    link: `/inbox/${notificationId}`,
  });
  const claims = await verifiedVapid(push, publicKey, service.origin);
  expect(claims.sub).toBe('https://team.example.org');
  expect((claims.exp ?? 0) * 1_000 - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
});

test('nobody is told who is live, has read it, does not want it or has signed out', async () => {
  await using service = await startPushService();
  await using server = await openTestApp(testPush);
  const { personId, call } = await subscribed(server, service);
  const { sql } = server.services.platform.database;
  const handler = sendPushHandler({
    platform: server.services.platform,
    push: server.services.settings.push,
    log: server.services.log,
  });

  await sql`
    insert into ops.live_people (server_id, person_id, until)
    values (gen_random_uuid(), ${personId}, now() + interval '20 seconds')`;
  const data = await sendNow(server, personId, 'live');
  expect(service.received).toHaveLength(0);

  // The lease of a server that was killed ends.
  await sql`update ops.live_people set until = now() - interval '1 second'`;
  await handler.run(data, AbortSignal.timeout(10_000));
  expect(service.received).toHaveLength(1);

  await call('mutation', 'notifications.markRead', { ids: [data.notificationId] });
  await handler.run(data, AbortSignal.timeout(10_000));
  await call('mutation', 'notifications.setPreferences', { channels: { push: false } });
  await sendNow(server, personId, 'unwanted');
  await call('mutation', 'notifications.setPreferences', { channels: { push: true } });
  await call('mutation', 'auth.signOut');
  expect(await sql`select 1 from auth.push_subscriptions`).toHaveLength(0);
  expect(service.received).toHaveLength(1);
});

test('what was held back in quiet hours is told in one after them, to each browser once', async () => {
  await using service = await startPushService();
  await using server = await openWorkingApp({ environment: testPush, workers: 2 });
  const { personId, call } = await subscribed(server, service);
  const { platform, settings, log } = server.services;
  const { sql } = platform.database;
  // Quiet for the whole day but a minute, wherever the clock stands.
  const minute = (at: number) => new Date(at).toISOString().slice(11, 16);
  const quietHours = {
    urgent: true,
    from: minute(Date.now() - 60_000),
    to: minute(Date.now() - 120_000),
  };
  const prefer = (input: object) => call('mutation', 'notifications.setPreferences', input);
  await prefer({ quiet_hours: quietHours, time_zone: 'UTC' });
  const titles = ['One', 'Two', 'Three', 'Four'];
  for (const title of titles) await notify(platform, personId, { title, channels: heldBack });
  const jobs = () => sql<{ data: SendSummaryData; due: string }[]>`
    select data, start_after as due from pgboss.job where name = 'push.send-summary'`;
  await expect.poll(async () => (await jobs()).length).toBe(1);
  await expect
    .poll(async () => {
      const [row] = await sql<{ settled: boolean }[]>`
        select position >= (select max(position) from log.positions) as settled
        from ops.reaction_checkpoints where name = 'push.send-push'`;
      return row?.settled;
    })
    .toBe(true);
  const [job] = await jobs();
  if (!job) throw new Error('no job');
  expect(await jobs()).toHaveLength(1);
  expect(new Date(job.due).toISOString()).toBe(job.data.dueAt);
  expect(service.received).toHaveLength(0);

  const queued: string[] = [];
  const queueJob = async (_tx: unknown, { id }: { id: string }) => void queued.push(id);
  const needed = { platform, push: settings.push, log, queueJob };
  const run = () => sendSummary(needed, job.data, new Date(), AbortSignal.timeout(10_000));
  // Still quiet: they moved, or sleep longer.
  await run();
  expect(service.received).toHaveLength(0);
  expect(queued).toHaveLength(1);

  await prefer({ quiet_hours: null });
  const { results } = (await call('query', 'notifications.snapshot', {})).body as {
    results: { id: string; title: string }[];
  };
  const two = results.find(({ title }) => title === 'Two');
  await call('mutation', 'notifications.markRead', { ids: [two?.id] });
  await run();
  const [push] = service.received;
  if (!push) throw new Error('nothing was pushed');
  expect(service.decrypt(push)).toMatchObject({
    title: '3 notifications from your quiet hours',
    message: 'Four\nThree\nOne',
    link: '/inbox',
  });
  await call('mutation', 'notifications.markRead', { ids: results.map(({ id }) => id) });
  await run();
  expect(service.received).toHaveLength(1);
});

test('a night has one summary, in whatever zone and however long it is', () => {
  const preferences = (timeZone: string) => ({
    ...defaultPreferences,
    timeZone,
    quietHours: { from: '22:00', to: '07:00', urgent: true },
  });
  const [person, browser] = [crypto.randomUUID(), crypto.randomUUID()];
  const jobOf = (zone: string, at: string) =>
    summaryOf(person, browser, preferences(zone), new Date(at));
  // The night of an hour less, and of one more, from both sides of the leap.
  for (const [from, to, due] of [
    ['2026-03-28T21:30:00Z', '2026-03-29T04:30:00Z', '2026-03-29T05:00:00.000Z'],
    ['2026-10-24T20:30:00Z', '2026-10-25T05:30:00Z', '2026-10-25T06:00:00.000Z'],
  ] as const) {
    const [early, late] = [jobOf('Europe/Paris', from), jobOf('Europe/Paris', to)];
    expect(early).toEqual(late);
    expect(early.startAfter).toBe(due);
  }
  // Who flies west in their night has it once, at the end it has there or here.
  expect(jobOf('Europe/London', '2026-05-04T23:00:00Z').id).toBe(
    jobOf('Europe/Paris', '2026-05-04T23:00:00Z').id,
  );
});

test.each([404, 410])('an endpoint that answers %i is forgotten', async (status) => {
  await using service = await startPushService();
  await using server = await openTestApp(testPush);
  const { personId } = await subscribed(server, service);
  service.status = status;
  await sendNow(server, personId, 'gone');
  expect(
    await server.services.platform.database.sql`select 1 from auth.push_subscriptions`,
  ).toHaveLength(0);
});

test('what an endpoint will never take is not sent again, what fails is', async () => {
  await using service = await startPushService();
  await using server = await openTestApp(testPush);
  const { personId } = await subscribed(server, service);
  const { sql } = server.services.platform.database;
  for (const status of [429, 503]) {
    service.status = status;
    await expect(sendNow(server, personId, 'later')).rejects.toThrow(String(status));
  }
  for (const status of [400, 401, 403, 413]) {
    service.status = status;
    await sendNow(server, personId, 'never');
  }
  // The next one may be taken.
  expect(await sql`select 1 from auth.push_subscriptions`).toHaveLength(1);
});

test('only public endpoints over TLS are taken, and one browser is one subscription', async () => {
  await using service = await startPushService();
  await using server = await openTestApp({ PUBLIC_URL: 'https://team.example.org' });
  await addPerson(server, { email: anas });
  const { access } = await tokensOf(server.app, anas);
  const { keys } = service.subscription('/');
  const subscribe = async (endpoint: string) => {
    const input = { endpoint, keys };
    const answer = await trpc(server.app, 'mutation', 'push.subscribe', input, bearer(access));
    return answer.status;
  };
  for (const endpoint of [
    `${service.origin}/inner`,
    'https://127.0.0.1/inner',
    'https://[::1]/inner',
    'https://10.0.0.1/',
    'https://user:secret@push.example.org/',
    'file:///etc/passwd',
    'nonsense',
  ]) {
    expect([endpoint, await subscribe(endpoint)]).toEqual([endpoint, 400]);
  }
  expect(await subscribe('https://push.example.org/one')).toBe(200);
  expect(await subscribe('https://push.example.org/one')).toBe(200);
  expect(
    await server.services.platform.database.sql`select 1 from auth.push_subscriptions`,
  ).toHaveLength(1);
});
