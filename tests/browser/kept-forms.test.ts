/** What is typed in a form outlives a reload and an expired sign-in, until it is stored or given up. */
import { readFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, test, vi } from 'vitest';
import { jpeg } from '#tests/support/pictures.ts';
import { call } from '#tests/support/rest.ts';
import { openAs, openStage, runningMeeting } from '#tests/support/room-people.ts';
import { sendFile } from '#tests/support/send-file.ts';
import { field, fill, holds, kept, notice } from './draft-fields.ts';
import { type Form, formsOf } from './forms-with-text.ts';

// Real browsers on a busy machine: this limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 300_000 });

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada } = stage;
const post = (path: string, body: object) =>
  call<{ id: string }>(product.url, path, { token: ada.token, body });
const project = (await post('projects/', { name: 'Garden' })).id;
await post(`projects/${project}/tasks/`, { title: 'Dig' });
const photo = { name: 'meadow.jpg', bytes: await jpeg(), type: 'image/jpeg' };
const forms = formsOf({
  project,
  file: (await sendFile(product.url, ada.token, photo)).id,
  meeting: await runningMeeting(product.url, ada, {}),
});

async function opened(page: Page, form: Form): Promise<Locator> {
  await page.goto(product.url + form.path);
  return reopened(page, form);
}

async function reopened(page: Page, { open = [], dialog }: Form): Promise<Locator> {
  for (const name of open) {
    const what = page.getByRole('button', { name }).or(page.getByRole('menuitem', { name }));
    await what.first().click();
  }
  return dialog ? page.getByRole('dialog', { name: dialog }) : page.locator('main');
}

/** What a screen reader reads with a field. */
const describedBy = (input: Locator) =>
  input.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );

/** Ends Ada's other sessions in browsers. */
async function endOtherSessions() {
  const elsewhere = await openAs(chromium, product.url, ada, '/settings');
  const { request } = elsewhere.context();
  const list = await request.get(`${product.url}/trpc/sessions.list`);
  const { result } = (await list.json()) as {
    result: { data: { id: string; current: boolean; client: 'web' | 'api' }[] };
  };
  const others = result.data.filter((one) => !one.current && one.client === 'web');
  for (const { id } of others) {
    const data = { sessionId: id };
    const headers = { origin: product.url };
    await request.post(`${product.url}/trpc/sessions.end`, { data, headers });
  }
  await elsewhere.context().close();
}

/** On the page that one was sent to, from which one comes back to where one was. */
async function signInAgain(page: Page, from: string) {
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).searchParams.get('to')).toBe(from);
  await page.getByLabel('Email address').fill(ada.email);
  await page.keyboard.press('Enter');
  await page.getByLabel('Password').fill(ada.password);
  await page.keyboard.press('Enter');
}

test('every form is found again after a session that ended, says what is wrong, and keeps nothing of what is stored', async () => {
  const page = await openAs(chromium, product.url, ada, '/settings');
  for (const form of forms) {
    const root = await opened(page, form);
    await fill(root, form.typed);
    if (form.secret) await fill(root, { [form.secret.field]: form.secret.value });
  }
  const [first] = forms;
  if (!first) throw new Error('there are no forms');
  const root = await opened(page, first);
  await notice(root).waitFor();
  // The page hears of a session that was ended elsewhere at once.
  await endOtherSessions();
  await signInAgain(page, first.path);
  // Of one that is over it hears when it stores something.
  await holds(root, first.typed);
  await page.context().clearCookies();
  await root.getByRole('button', { name: first.store, exact: true }).click();
  await signInAgain(page, first.path);
  await holds(root, first.typed);

  for (const form of forms) {
    const { file, key, stored, typed, wrong, store, secret } = form;
    const root = await opened(page, form);
    await holds(root, typed);
    expect(await notice(root).count(), file).toBe(Object.keys(typed).length > 0 ? 1 : 0);
    if (secret) await holds(root, { [secret.field]: '' });

    await fill(root, { [wrong.field]: wrong.value });
    const storing = (name: string) => root.getByRole('button', { name, exact: true });
    await storing(wrong.store ?? store).click();
    await expect.poll(() => describedBy(field(root, wrong.field))).toContain(wrong.words);
    expect(await field(root, wrong.field).getAttribute('aria-invalid'), file).toBe('true');

    await fill(root, { [wrong.field]: typed[wrong.field] ?? '' });
    await storing(store).click();
    if (stored) await root.getByText(stored).waitFor();
    await expect.poll(() => kept(page, key)).toBeNull();
  }
  await page.close();
});

/** Forms whose text is kept as one types, by what they stand in or with a story of its own. */
const keptTexts = [
  'auth/step-form.tsx',
  'meetings/meeting-form.tsx',
  'meetings/room/composer.tsx',
  'notifications/templates/send-template.tsx',
  'tasks/comment-form.tsx',
  'tasks/quick-add.tsx',
  'tasks/task-checklist.tsx',
];
/** Forms in which nothing is written that could be lost. */
const withoutText: Readonly<Record<string, string>> = {
  'files/shares/shared-file-page.tsx': 'a password',
  'notifications/snooze-dialog.tsx': 'a time that is chosen',
  'tasks/selection-bar.tsx': 'goes with what is selected',
};

test('no form is left out', async () => {
  const features = new URL('../../src/client/features/', import.meta.url);
  const known = new Set([
    ...forms.map(({ file }) => file),
    ...keptTexts,
    ...Object.keys(withoutText),
  ]);
  const files = globSync('**/*.tsx', { cwd: features });
  const found: string[] = [];
  for (const file of files) {
    const source = await readFile(new URL(file, features), 'utf8');
    expect(source, `${file} uses useKeptForm`).not.toMatch(/\buseForm\b/u);
    if (/<form\b|<(?:Dialog|Meeting)Form\b|\buseKeptForm\(/u.test(source)) found.push(file);
  }
  expect(found.filter((file) => !known.has(file))).toEqual([]);
  expect([...known].filter((file) => !found.includes(file))).toEqual([]);
});
