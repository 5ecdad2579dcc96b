/** What is typed in a form outlives a reload and an expired sign-in, until it is stored or given up. */
import { readFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { jpeg } from '#tests/support/pictures.ts';
import { call } from '#tests/support/rest.ts';
import { openAs, openStage, runningMeeting } from '#tests/support/room-people.ts';
import { sendFile } from '#tests/support/send-file.ts';

// Real browsers on a busy machine: this limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 300_000 });
const soon = { timeout: 30_000 };

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada } = stage;
const ids = { project: '', task: '', file: '', meeting: '' };

beforeAll(async () => {
  const post = (path: string, body: object) =>
    call<{ id: string }>(product.url, path, { token: ada.token, body });
  ids.project = (await post('projects/', { name: 'Garden' })).id;
  ids.task = (await post(`projects/${ids.project}/tasks/`, { title: 'Dig' })).id;
  const photo = { name: 'meadow.jpg', bytes: await jpeg(), type: 'image/jpeg' };
  ids.file = (await sendFile(product.url, ada.token, photo)).id;
  ids.meeting = await runningMeeting(product.url, ada, {});
});

interface Form {
  /** In src/client/features. */
  file: string;
  path: () => string;
  /** What opens it, one after the other; none where it stands on the page. */
  open?: readonly string[];
  /** Its dialog's name; without one it is the page's. */
  dialog?: string;
  /** Under which its draft is kept; what shows that it is stored, where it keeps none. */
  key: () => string;
  stored?: string;
  typed: Readonly<Record<string, string>>;
  wrong: { field: string; value: string; words: string };
  store: string;
  /** What is never kept. */
  secret?: { field: string; value: string };
}

const forms: readonly Form[] = [
  {
    file: 'projects/create-project-dialog.tsx',
    path: () => '/projects?create=true',
    dialog: 'Create project',
    key: () => 'project',
    typed: { Name: 'Orchard', Description: 'Apples and pears' },
    wrong: { field: 'Name', value: ' ', words: 'Give the project a name' },
    store: 'Create project',
  },
  {
    file: 'projects/edit-project-dialog.tsx',
    path: () => `/projects/${ids.project}`,
    open: ['Project menu', 'Edit project'],
    dialog: 'Edit project',
    key: () => `project.${ids.project}`,
    typed: { Name: 'Kitchen garden', Description: 'Herbs' },
    wrong: { field: 'Name', value: ' ', words: 'Give the project a name' },
    store: 'Save changes',
  },
  {
    file: 'settings/profile-form.tsx',
    path: () => '/settings',
    key: () => 'profile',
    typed: { Name: 'Ada L.' },
    wrong: { field: 'Name', value: ' ', words: 'Enter a name' },
    store: 'Save name',
  },
  {
    file: 'people/invite-dialog.tsx',
    path: () => '/admin/people',
    open: ['Invite someone'],
    dialog: 'Invite someone',
    key: () => 'invitation',
    typed: { 'Email address (optional)': 'new@example.org' },
    wrong: {
      field: 'Email address (optional)',
      value: 'bob@example.org',
      words: 'Somebody already uses this email address.',
    },
    store: 'Make the link',
  },
  {
    file: 'meetings/schedule-dialog.tsx',
    path: () => '/meetings?schedule=true',
    dialog: 'Schedule a meeting',
    key: () => 'meeting',
    typed: { Title: 'Pruning', Day: '2031-03-24', From: '09:00', To: '09:45' },
    wrong: { field: 'Title', value: ' ', words: 'Give the meeting a title' },
    store: 'Schedule',
  },
  {
    file: 'meetings/edit-dialog.tsx',
    path: () => `/meetings/${ids.meeting}`,
    open: ['Edit meeting'],
    dialog: 'Edit meeting',
    key: () => `meeting.${ids.meeting} `,
    typed: { Title: 'Weekly walk', 'What is it about?': 'Along the river' },
    wrong: { field: 'Title', value: ' ', words: 'Give the meeting a title' },
    store: 'Save changes',
  },
  {
    file: 'system/announcement-dialog.tsx',
    path: () => '/admin/announcements',
    open: ['New announcement'],
    dialog: 'New announcement',
    key: () => 'announcement.',
    typed: { Title: 'New look', Message: 'Of the project pages', Until: '2031-03-24T09:00' },
    wrong: { field: 'Until', value: '2020-01-01T00:00', words: 'This has to be after the start' },
    store: 'Announce',
  },
  {
    file: 'system/maintenance-dialog.tsx',
    path: () => '/admin/announcements?tab=maintenance',
    open: ['Schedule maintenance'],
    dialog: 'Schedule maintenance',
    key: () => 'maintenance.',
    typed: { 'What happens': 'New disks', Begins: '2031-03-24T09:00', Ends: '2031-03-24T10:00' },
    wrong: { field: 'Begins', value: '', words: 'Say when it begins' },
    store: 'Schedule',
  },
  {
    file: 'notifications/templates/make-template-dialog.tsx',
    path: () => '/admin/templates',
    open: ['New template'],
    dialog: 'New template',
    key: () => 'template',
    typed: { Name: 'office-closed', 'Title in English': 'Closed', 'Title in French': 'Fermé' },
    wrong: { field: 'Name', value: 'Office', words: 'Use small letters' },
    store: 'Make the template',
  },
  {
    file: 'tasks/saved-views.tsx',
    path: () => `/projects/${ids.project}/tasks?q=Dig`,
    open: ['Saved views', 'Save this view'],
    dialog: 'Save this view',
    key: () => `view.${ids.project}`,
    typed: { Name: 'Of the soil' },
    wrong: { field: 'Name', value: ' ', words: 'Give' },
    store: 'Save this view',
  },
  {
    file: 'files/details/file-edit.tsx',
    path: () => `/files/${ids.file}`,
    open: ['Rename'],
    key: () => `file.${ids.file}`,
    typed: { Name: 'river.jpg', Description: 'The river in May' },
    wrong: { field: 'Name', value: ' ', words: 'Give it a name' },
    store: 'Save',
  },
  {
    file: 'files/shares/share-form.tsx',
    path: () => `/files/${ids.file}`,
    open: ['Share'],
    dialog: 'Share by a link',
    key: () => `share.${ids.file}`,
    stored: 'Not used yet',
    typed: {},
    wrong: { field: 'Password', value: 'abc', words: 'At least 4 characters' },
    store: 'Make a link',
    secret: { field: 'Password', value: 'a secret' },
  },
];

async function opened(page: Page, form: Form): Promise<Locator> {
  await page.goto(product.url + form.path());
  return reopened(page, form);
}

async function reopened(page: Page, { open = [], dialog }: Form): Promise<Locator> {
  for (const name of open) {
    const what = page.getByRole('button', { name }).or(page.getByRole('menuitem', { name }));
    await what.first().click();
  }
  return dialog ? page.getByRole('dialog', { name: dialog }) : page.locator('main');
}

const field = (root: Locator, label: string) => root.getByLabel(label, { exact: true });
const notice = (root: Locator) => root.getByText('Your draft is back');

async function fill(root: Locator, values: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(values)) await field(root, label).fill(value);
}

async function holds(root: Locator, values: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(values)) {
    await expect.poll(() => field(root, label).inputValue(), soon).toBe(value);
  }
}

const kept = (page: Page, key: string) =>
  page.evaluate((name) => localStorage.getItem(name), `ecosystia.kept.${key}`);

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
  await signInAgain(page, first.path());
  // Of one that is over it hears when it stores something.
  await holds(root, first.typed);
  await page.context().clearCookies();
  await root.getByRole('button', { name: first.store, exact: true }).click();
  await signInAgain(page, first.path());
  await holds(root, first.typed);

  for (const form of forms) {
    const { file, key, stored, typed, wrong, store, secret } = form;
    const root = await opened(page, form);
    await holds(root, typed);
    expect(await notice(root).count(), file).toBe(Object.keys(typed).length > 0 ? 1 : 0);
    if (secret) await holds(root, { [secret.field]: '' });

    await fill(root, { [wrong.field]: wrong.value });
    const storing = root.getByRole('button', { name: store, exact: true });
    await storing.click();
    await expect.poll(() => describedBy(field(root, wrong.field)), soon).toContain(wrong.words);
    expect(await field(root, wrong.field).getAttribute('aria-invalid'), file).toBe('true');

    await fill(root, { [wrong.field]: typed[wrong.field] ?? '' });
    await storing.click();
    if (stored) await root.getByText(stored).waitFor();
    await expect.poll(() => kept(page, key()), soon).toBeNull();
  }
  await page.close();
});

test('closing keeps a draft, cancelling and discarding do not; a change by somebody else is told', async () => {
  const path = '/admin/announcements';
  const page = await openAs(chromium, product.url, ada, path);
  const { id } = await call<{ id: string }>(product.url, 'system/announcements/', {
    token: ada.token,
    body: { title: 'Closed on Friday', message: '' },
  });
  await page.reload();
  const dialog = page.getByRole('dialog', { name: 'Edit announcement' });
  const title = field(dialog, 'Title');
  const edit = async (then: string) => {
    await page.getByRole('button', { name: 'Edit Closed on Friday' }).click();
    await expect.poll(() => title.inputValue(), soon).toBe(then);
  };
  await edit('Closed on Friday');
  await title.fill('Closed on Monday');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await edit('Closed on Monday');
  await notice(dialog).waitFor();
  // Discarded, the stored one is there, and the keyboard stays in the form.
  await dialog.getByRole('button', { name: 'Discard draft' }).click();
  await expect.poll(() => title.inputValue(), soon).toBe('Closed on Friday');
  expect(await title.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await notice(dialog).count()).toBe(0);
  await title.fill('Closed for good');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await edit('Closed on Friday');

  await title.fill('Closed on Tuesday');
  await call(product.url, `system/announcements/${id}/`, {
    method: 'PATCH',
    token: ada.token,
    body: { message: 'Because of the storm' },
  });
  await page.reload();
  await edit('Closed on Tuesday');
  await dialog.getByText('Somebody changed this since').waitFor();
  expect(await field(dialog, 'Message').inputValue()).toBe('Because of the storm');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'New announcement' }).click();
  const fresh = page.getByRole('dialog', { name: 'New announcement' });
  expect(await field(fresh, 'Title').inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Edit Closed on Tuesday' }).click();
  await dialog.waitFor();
  expect(await notice(dialog).count()).toBe(0);
  await page.close();
});

test('what is typed where it stands is found after a reload and can be stored or given up', async () => {
  const page = await openAs(
    chromium,
    product.url,
    ada,
    `/projects/${ids.project}/tasks/${ids.task}`,
  );
  const panel = page.getByRole('complementary', { name: 'Task details' });
  const text = (name: string) => panel.getByRole('textbox', { name, exact: true });
  // Nobody leaves a field: the page is gone while one types.
  const typeAndReload = async (name: string, value: string) => {
    await text(name).fill(value);
    await page.reload();
    await expect.poll(() => text(name).inputValue(), soon).toBe(value);
  };
  await typeAndReload('Description', 'Deep enough for the roots');
  await panel.getByText('Your draft is back.').waitFor();
  await panel.getByRole('button', { name: 'Save it' }).click();
  await panel.getByText('Your draft is back.').waitFor({ state: 'detached' });
  const task = () =>
    call<{ title: string; description: string }>(product.url, `tasks/${ids.task}/`, {
      token: ada.token,
    });
  await expect.poll(task, soon).toMatchObject({ description: 'Deep enough for the roots' });
  await typeAndReload('Title', 'Dig deep');
  await panel.getByRole('button', { name: 'Discard draft' }).click();
  await expect.poll(() => text('Title').inputValue(), soon).toBe('Dig');
  await typeAndReload('Add label', 'soil');
  await page.reload();
  await expect.poll(() => text('Title').inputValue(), soon).toBe('Dig');
  expect(await panel.getByText('Your draft is back.').count()).toBe(0);
  expect(await task()).toMatchObject({ title: 'Dig' });
  await page.close();
});

/** Forms whose text is kept as one types, by what they stand in or with a story of its own. */
const keptTexts = [
  'auth/step-form.tsx',
  'meetings/meeting-form.tsx',
  'meetings/room/composer.tsx',
  'projects/add-member-dialog.tsx',
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
