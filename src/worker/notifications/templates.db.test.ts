/** From an event to list, mail and push in the words of administrators, and in spite of broken ones. */
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { TemplateChanged } from '#domain/notifications/templates/template.events.ts';
import type { ChannelWords, TemplateTexts } from '#domain/notifications/templates/texts.ts';
import { alertDecider } from '#domain/system/alert.decider.ts';
import { templateAlert } from '#domain/system/template-alert.ts';
import { transact } from '#infra/log/transact.ts';
import { bearer, rest, type TestApp, trpc } from '#tests/support/app.ts';
import { headerOf, type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { type PushService, startPushService } from '#tests/support/push-service.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';
import { openWorkingApp } from '#tests/support/worker.ts';

const patient = { timeout: 45_000 };
const words = (title: string, message = '') => ({ title, message });

function both(said: ChannelWords): TemplateTexts {
  return { en: said, fr: said };
}

function openWithMail(mails: MailServer): Promise<TestApp> {
  return openWorkingApp({
    environment: {
      SMTP_URL: mails.url,
      PUBLIC_URL: 'https://team.example.org',
      MAIL_DELAY_SECONDS: '2',
      PUSH_INNER_ENDPOINTS: 'on',
    },
  });
}

/** Ana, who gives Léo, who reads French, tasks in a project of theirs. */
async function withTeam(server: TestApp) {
  const { app, services } = server;
  const { platform } = services;
  await addPerson(server, { email: 'ana@example.org', name: 'Ana', role: 'admin' });
  const leo = await addPerson(server, { email: 'leo@example.org', name: 'Léo', language: 'fr' });
  const asAna = bearer((await tokensOf(app, 'ana@example.org')).access);
  const asLeo = bearer((await tokensOf(app, 'leo@example.org')).access);
  const post = async (path: string, body: object) => {
    const made = await rest<{ id: string }>(app, 'POST', path, { headers: asAna, body });
    expect(made.status).toBe(201);
    return made.body.id;
  };
  // Of being added to the project nothing is mailed or pushed.
  const preferences = { categories: { membership: { mail: false, push: false } } };
  await trpc(app, 'mutation', 'notifications.setPreferences', preferences, asLeo);
  const projectId = await post('projects/', { name: 'Garden' });
  await post(`projects/${projectId}/members/`, { user_id: leo, role: 'editor' });
  const assign = (title: string) =>
    post(`projects/${projectId}/tasks/`, { title, assignee_ids: [leo] });
  const subscribe = async (service: PushService) => {
    const call = (path: string, input: object) => trpc(app, 'mutation', path, input, asLeo);
    await call('notifications.setPreferences', { channels: { push: true } });
    expect((await call('push.subscribe', service.subscription('/leo'))).status).toBe(200);
  };
  const say = async (template: string, texts: TemplateTexts, version: number) => {
    const input = { template, texts, version };
    const saved = await trpc(app, 'mutation', 'notifications.templates.save', input, asAna);
    expect(saved.status).toBe(200);
  };
  const { sql } = platform.database;
  const titles = async () => {
    const rows = await sql<{ title: string }[]>`
      select title from notifications where person_id = ${leo} and category = 'assignment'
      order by position`;
    return rows.map(({ title }) => title);
  };
  const alerts = () =>
    sql<{ version: number; open: boolean }[]>`
      select (params ->> 'version')::int as version, resolved_at is null as open
      from alerts where code = 'template.broken' order by raised_at`;
  return { platform, assign, subscribe, say, titles, alerts };
}

/** A mail's text and HTML as they are read. */
function bodyOf({ raw }: MailServer['received'][number]): string {
  const bytes = raw
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(bytes, 'latin1').toString();
}

test('what an event says goes to list, mail and push in the words for each, in the reader’s language', async () => {
  await using mails = await startMailServer();
  await using service = await startPushService();
  await using server = await openWithMail(mails);
  const team = await withTeam(server);
  await team.subscribe(service);
  await team.say(
    'task.assigned',
    {
      en: { inApp: words('In English'), mail: words('In English'), push: words('In English') },
      fr: {
        inApp: words('{actor} compte sur vous', '{task}'),
        mail: words('Mission : {task}', 'Dans <i>{project}</i>, par {actor}.'),
        push: words('Mission', '{task}'),
      },
    },
    0,
  );
  await team.assign('Tailler <script>alert(1)</script> & semer');
  await expect.poll(() => service.received.length, patient).toBe(1);
  await expect.poll(() => mails.received.length, patient).toBe(1);
  expect(await team.titles()).toEqual(['Ana compte sur vous']);
  const [pushed] = service.received;
  expect(pushed && service.decrypt(pushed)).toMatchObject({
    title: 'Mission',
    message: 'Tailler <script>alert(1)</script> & semer',
  });
  const [mail] = mails.received;
  if (!mail) throw new Error('no mail came');
  expect(headerOf(mail, 'Subject')).toBe('Mission : Tailler <script>alert(1)</script> & semer');
  const [, , html = ''] = bodyOf(mail).split('Content-Type: text/');
  expect(html).toContain('Mission : Tailler &lt;script&gt;alert(1)&lt;/script&gt; &amp; semer');
  expect(html).toContain('Dans &lt;i&gt;Garden&lt;/i&gt;, par Ana.');
  expect(html).not.toMatch(/<script|<i>/);
  expect(await team.alerts()).toEqual([]);
});

test('several told as one have words of their own', async () => {
  await using mails = await startMailServer();
  await using server = await openWithMail(mails);
  const team = await withTeam(server);
  const said = { inApp: words('{count} × Garden'), mail: null, push: null };
  await team.say('task.assigned.several', both(said), 0);
  for (const title of ['One', 'Two', 'Three', 'Four']) await team.assign(title);
  await expect.poll(team.titles, patient).toContain('2 × Garden');
});

test('broken words keep nobody from being told, and are said once, until there are others', async () => {
  await using mails = await startMailServer();
  await using server = await openWithMail(mails);
  const team = await withTeam(server);
  const { eventLog } = team.platform;
  const template = 'task.assigned';
  // Taken in when the parameter was there: the rules of today would not let it pass.
  const broken = { inApp: words('{actor}'), mail: words('{deadline}'), push: null };
  const kept = await transact(eventLog, { actorId: null }, async (unit) => {
    const event = TemplateChanged.of({ template, texts: both(broken), restoredFrom: null });
    await unit.append({ stream: `template-${template}`, expectedVersion: 0, events: [event] });
    return { ok: true, value: null };
  });
  if (!kept.ok) throw new Error(kept.refusal.code);
  await team.platform.tail.whenVisible(kept.value.eventIds, 10_000);

  for (const title of ['One', 'Two', 'Three']) await team.assign(title);
  const builtIn = 'Ana vous a confié une tâche';
  await expect.poll(team.titles, patient).toEqual([builtIn, builtIn, builtIn]);
  await expect
    .poll(() => mails.received.map(bodyOf).join(''), patient)
    .toContain('Three, dans Garden.');
  expect(mails.received.map(bodyOf).join('')).toContain(builtIn);
  await expect.poll(team.alerts).toEqual([{ version: 1, open: true }]);

  await team.say(template, both({ inApp: words('Pour vous : {task}'), mail: null, push: null }), 1);
  await expect.poll(team.alerts, patient).toEqual([{ version: 1, open: false }]);
  // Somebody who still had the broken words in hand: the alert comes after its time, and goes.
  const { id, code, params } = templateAlert({ template, version: 1, place: '', problem: '' });
  const raise = {
    type: 'RaiseAlert',
    alertId: uuidv7(),
    code,
    params,
    at: '2030-01-01T00:00:00Z',
  } as const;
  const late = await transact(eventLog, { actorId: null }, (unit) =>
    unit.command(alertDecider, id, raise),
  );
  expect(late.ok).toBe(true);
  await expect
    .poll(async () => (await team.alerts()).map(({ open }) => open), patient)
    .toEqual([false, false]);
});
