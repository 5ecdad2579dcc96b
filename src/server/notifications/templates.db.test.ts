/** Templates, as administrators change them and as `notifications/send/` uses them. */
import { expect, test } from 'vitest';
import { TemplateChanged } from '#domain/notifications/templates/template.events.ts';
import type { TemplateTexts } from '#domain/notifications/templates/texts.ts';
import { readLog } from '#infra/log/read.ts';
import type { Platform } from '#infra/platform.ts';
import type { TemplateVersionEntity } from '#readmodels/notifications/templates.query.ts';
import { bearer, openTestApp, rest, type TestApp, trpc } from '#tests/support/app.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';
import { differing, rebuild, verify } from '#tests/audit/connections.ts';
import { commit } from '../commit.ts';

const template = 'welcome';

function texts(title: string, fr = title): TemplateTexts {
  const said = (words: string, mail: string) => ({
    inApp: { title: words, message: '' },
    mail: { title: mail, message: `<b>${words}</b>` },
    push: { title: `${words}!`, message: '' },
  });
  return { en: said(title, 'A mail for {name}'), fr: said(fr, 'Un courriel pour {name}') };
}

/** Ada, who is an administrator, Bob, who is not, and what Ada does to templates. */
async function withAda(server: TestApp) {
  const person = async (name: string, role: 'admin' | 'member') => {
    const email = `${name.toLowerCase()}@example.org`;
    const id = await addPerson(server, { email, name, role });
    return { id, headers: bearer((await tokensOf(server.app, email)).access) };
  };
  const ada = await person('Ada', 'admin');
  const bob = await person('Bob', 'member');
  const call = <Body = TemplateVersionEntity>(
    kind: 'query' | 'mutation',
    name: string,
    input?: object,
    headers: Record<string, string> = ada.headers,
  ) => trpc<Body>(server.app, kind, `notifications.templates.${name}`, input, headers);
  const send = (params: object, userId = bob.id) =>
    rest(server.app, 'POST', 'notifications/send/', {
      headers: ada.headers,
      body: { template, params, user_ids: [userId] },
    });
  return { ada, bob, call, send };
}

async function noticesOf({ database }: Platform, personId: string) {
  return database.sql<{ title: string; mail_words: unknown; push_words: unknown }[]>`
    select title, mail_words, push_words from notifications
    where person_id = ${personId} order by position`;
}

async function alertsIn({ eventLog }: Platform): Promise<object[]> {
  const events = await readLog(eventLog.sql, eventLog.keys, { after: 0, limit: 1_000 });
  return events.filter(({ type }) => type.startsWith('Alert')).map(({ data }) => data as object);
}

/** As an earlier version of the product may have let it into the log. */
async function keepBroken(platform: Platform, title: string, version: number): Promise<void> {
  const event = TemplateChanged.of({ template, texts: texts(title), restoredFrom: null });
  const kept = await commit(platform, { actorId: null }, async (unit) => {
    await unit.append({
      stream: `template-${template}`,
      expectedVersion: version,
      events: [event],
    });
    return { ok: true, value: null };
  });
  expect(kept.ok).toBe(true);
}

test('administrators change, restore and give up the words of a template', async () => {
  await using server = await openTestApp();
  const { ada, bob, call } = await withAda(server);
  const save = (title: string, version: number) =>
    call('mutation', 'save', { template, texts: texts(title), version });
  expect((await call('query', 'list', undefined, bob.headers)).status).toBe(403);
  expect((await call('query', 'list', undefined, {})).status).toBe(401);
  expect(
    (await call('mutation', 'save', { template, texts: texts('x'), version: 0 }, bob.headers))
      .status,
  ).toBe(403);
  expect((await call('query', 'list')).body).toEqual([]);

  const first = await save('Hello, {name}', 0);
  expect(first.body).toMatchObject({ version: 1, changed_by: { id: ada.id, name: 'Ada' } });
  expect((await save('Good morning, {name}', 1)).body).toMatchObject({ version: 2 });
  // Made from what somebody else has changed meanwhile: told what is there.
  const stale = await save('Hi, {name}', 1);
  expect(stale.status).toBe(409);
  expect(stale.body).toMatchObject({
    code: 'request.stale',
    present: { version: 2, texts: { en: { inApp: { title: 'Good morning, {name}' } } } },
  });
  const back = await call('mutation', 'restore', { template, from: 1, version: 2 });
  expect(back.body).toMatchObject({ version: 3, restored_from: 1, texts: texts('Hello, {name}') });
  const gone = await call('mutation', 'reset', { template, version: 3 });
  expect(gone.body).toMatchObject({ version: 4, texts: null });
  expect((await call('mutation', 'restore', { template, from: 9, version: 4 })).status).toBe(404);
  expect((await call('mutation', 'reset', { template: 'gossip', version: 0 })).status).toBe(404);

  const list = await call<object[]>('query', 'list');
  expect(list.body).toMatchObject([{ template, version: 4, has_own: false }]);
  const page = { template, limit: 3 };
  const versions = await call<{ results: TemplateVersionEntity[]; next_cursor: number }>(
    'query',
    'versions',
    page,
  );
  expect(versions.body.results.map(({ version }) => version)).toEqual([4, 3, 2]);
  const older = await call('query', 'versions', { ...page, cursor: versions.body.next_cursor });
  expect(older.body).toMatchObject({ results: [{ version: 1 }], next_cursor: null });

  const { ownerUrl } = server.test;
  expect(differing(await verify(ownerUrl))).toEqual([]);
  expect(differing(await rebuild(ownerUrl))).toEqual([]);
  expect((await call<object[]>('query', 'list')).body).toEqual(list.body);
});

test('what cannot be used is refused with its place, in the language of who wrote it', async () => {
  await using server = await openTestApp();
  const { ada, call } = await withAda(server);
  const wrong = { template, texts: texts('Hello', 'Bonjour {nom'), version: 0 };
  const headers = { ...ada.headers, 'accept-language': 'fr' };
  const refused = await call<{ errors: object[] }>('mutation', 'save', wrong, headers);
  expect(refused.status).toBe(400);
  expect(refused.body.errors).toMatchObject(
    ['inApp.title', 'mail.message', 'push.title'].map((place) => ({
      field: `texts.fr.${place}`,
      code: 'brace_alone',
      message: expect.stringContaining('L’accolade à «\u202f{nom') as string,
    })),
  );
  const { fr: _, ...halfSaid } = texts('Hello');
  const half = await call('mutation', 'save', { template, texts: halfSaid, version: 0 });
  expect(half.body).toMatchObject({ errors: [{ field: 'texts.fr', code: 'invalid_type' }] });
});

test('what is sent by name says it in the words of administrators, to each in their language', async () => {
  await using server = await openTestApp();
  const { bob, call, send } = await withAda(server);
  const { platform } = server.services;
  await call('mutation', 'save', { template, texts: texts('Hello, {name}'), version: 0 });
  expect((await send({ name: 'Bob' })).status).toBe(201);
  expect(await noticesOf(platform, bob.id)).toEqual([
    {
      title: 'Hello, Bob',
      mail_words: { title: 'A mail for Bob', message: '<b>Hello, Bob</b>' },
      push_words: { title: 'Hello, Bob!', message: '' },
    },
  ]);
  expect((await send({ nom: 'Bob' })).body).toMatchObject({ code: 'request.invalid' });
});

test('a broken template keeps nobody from being told, and raises one alert for each version', async () => {
  await using server = await openTestApp();
  const { bob, call, send } = await withAda(server);
  const { platform } = server.services;
  await keepBroken(platform, 'Hello, {nobody}', 0);
  for (const name of ['Bob', 'Leo', 'Mia']) expect((await send({ name })).status).toBe(201);
  expect((await noticesOf(platform, bob.id)).map(({ title }) => title)).toEqual([
    'Welcome, Bob',
    'Welcome, Leo',
    'Welcome, Mia',
  ]);
  expect(await alertsIn(platform)).toMatchObject([
    {
      code: 'template.broken',
      severity: 'warning',
      params: {
        template,
        version: 1,
        place: 'texts.en.inApp.title',
        problem: 'param_unknown nobody',
      },
    },
  ]);
  await keepBroken(platform, 'Hello, {', 1);
  await send({ name: 'Bob' });
  expect(await alertsIn(platform)).toHaveLength(2);
  // What the product once took and does not take any more cannot be brought back.
  const back = await call('mutation', 'restore', { template, from: 1, version: 2 });
  expect(back.status).toBe(400);
});

test('an administrator tries a template on themselves, saved or not', async () => {
  await using server = await openTestApp();
  const { ada, bob, call } = await withAda(server);
  const { platform } = server.services;
  const test_ = { template: 'task.assigned', language: 'fr', params: { task: 'Tailler' } };
  expect((await call('mutation', 'sendTest', { ...test_, texts: null })).status).toBe(200);
  const own = { inApp: { title: '{actor} : {task}', message: '' }, mail: null, push: null };
  const tried = { ...test_, texts: { en: own, fr: own } };
  expect((await call('mutation', 'sendTest', tried)).status).toBe(200);
  expect((await noticesOf(platform, ada.id)).map(({ title }) => title)).toEqual([
    'Ana Silva vous a confié une tâche',
    'Ana Silva : Tailler',
  ]);
  const broken = { ...own, inApp: { title: '{who}', message: '' } };
  const refused = await call('mutation', 'sendTest', {
    ...test_,
    texts: { en: broken, fr: broken },
  });
  expect(refused.status).toBe(400);
  expect(
    (await call('mutation', 'sendTest', { ...test_, params: { task: 3 }, texts: null })).status,
  ).toBe(400);
  expect((await call('mutation', 'sendTest', tried, bob.headers)).status).toBe(403);
  expect(await alertsIn(platform)).toEqual([]);
});

test('administrators make templates of their own, with parameters of their own, and give them up', async () => {
  await using server = await openTestApp();
  const { platform } = server.services;
  const { ownerUrl } = server.test;
  const { ada, bob, call } = await withAda(server);
  const said = (title: string, message: string) => ({
    inApp: { title, message },
    mail: null,
    push: null,
  });
  const own = {
    template: 'office-closed',
    type: 'warning',
    params: { why: 'text', until: 'instant', days: 'number' },
    texts: {
      en: said('Closed: {why}', 'For {days} days, until {until}.'),
      fr: said('Fermé : {why}', 'Pendant {days} jours, jusqu’au {until}.'),
    },
  };
  expect((await call('mutation', 'make', own, bob.headers)).status).toBe(403);
  expect(await call('mutation', 'make', own)).toMatchObject({ status: 200, body: { version: 1 } });
  expect((await call('mutation', 'make', own)).status).toBe(409);
  const list = await call<{ template: string; made: object | null }[]>('query', 'list');
  expect(list.body).toMatchObject([
    { template: 'office-closed', made: { params: own.params, title: { fr: 'Fermé : {why}' } } },
  ]);

  const send = (params: object) =>
    rest<{ errors: { field: string }[] }>(server.app, 'POST', 'notifications/send/', {
      headers: ada.headers,
      body: { template: 'office-closed', params, user_ids: [bob.id] },
    });
  const wrong = await send({ why: 'works', until: 'tomorrow', days: '2' });
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors.map(({ field }) => field)).toEqual(['params.days', 'params.until']);
  const params = { why: 'works', until: '2026-05-06T16:00:00Z', days: 2 };
  expect((await send(params)).status).toBe(201);
  expect(await noticesOf(platform, bob.id)).toMatchObject([{ title: 'Closed: works' }]);

  const bare = { ...own.texts, en: said('{why}', '') };
  const change = { template: 'office-closed', version: 1, texts: bare };
  expect((await call('mutation', 'save', change)).status).toBe(200);
  // Nothing is left of the title: its name steps in, and an alert says so.
  expect((await send({ ...params, why: '' })).status).toBe(201);
  expect((await noticesOf(platform, bob.id)).at(-1)).toMatchObject({ title: 'office-closed' });
  expect(await alertsIn(platform)).toHaveLength(1);

  const gone = { template: 'office-closed', version: 2 };
  expect((await call('mutation', 'reset', gone)).status).toBe(200);
  expect((await send(params)).status).toBe(422);
  expect((await call('mutation', 'restore', { ...gone, version: 3, from: 1 })).status).toBe(200);
  expect((await send(params)).status).toBe(201);
  expect(differing(await verify(ownerUrl))).toEqual([]);
});
