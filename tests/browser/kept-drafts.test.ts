/** A draft is kept, stored or given up, and never in the way of what somebody else stored. */
import { afterAll, expect, test, vi } from 'vitest';
import { call } from '#tests/support/rest.ts';
import { openAs, openStage, runningMeeting } from '#tests/support/room-people.ts';
import { field, keptKeys, notice } from './draft-fields.ts';

// Real browsers on a busy machine: this limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 300_000 });

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada } = stage;
const post = (path: string, body: object) =>
  call<{ id: string }>(product.url, path, { token: ada.token, body });
const { id: projectId } = await post('projects/', { name: 'Garden' });
const { id: taskId } = await post(`projects/${projectId}/tasks/`, { title: 'Dig' });
/** As the server says that it failed. */
const fault = { error: { message: '', code: -32603, data: { httpStatus: 500 } } };
const taskPath = `/projects/${projectId}/tasks/${taskId}`;

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
    await expect.poll(() => title.inputValue()).toBe(then);
  };
  await edit('Closed on Friday');
  await title.fill('Closed on Monday');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await edit('Closed on Monday');
  await notice(dialog).waitFor();
  // Discarded, the stored one is there, and the keyboard stays in the form.
  await dialog.getByRole('button', { name: 'Discard draft' }).click();
  await expect.poll(() => title.inputValue()).toBe('Closed on Friday');
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

test('what is typed in one tab is in the other, and gone there once it is sent', async () => {
  const page = await openAs(chromium, product.url, ada, taskPath);
  const other = await page.context().newPage();
  await other.goto(product.url + taskPath);
  const comment = (of: typeof page) => of.getByRole('textbox', { name: 'Comment', exact: true });
  await comment(other).waitFor();
  await comment(page).fill('Soon');
  await expect.poll(() => comment(other).inputValue()).toBe('Soon');
  await comment(other).press('End');
  await comment(other).pressSequentially(', or later');
  await expect.poll(() => comment(page).inputValue()).toBe('Soon, or later');
  await comment(other).press('Control+Enter');
  await expect.poll(() => comment(page).inputValue()).toBe('');
  await page.getByText('Soon, or later').waitFor();
  await page.context().close();
});

test('what is typed where it stands is found after a reload and can be stored or given up', async () => {
  const page = await openAs(chromium, product.url, ada, taskPath);
  const panel = page.getByRole('complementary', { name: 'Task details' });
  const text = (name: string) => panel.getByRole('textbox', { name, exact: true });
  // Nobody leaves a field: the page is gone while one types.
  const typeAndReload = async (name: string, value: string) => {
    await text(name).fill(value);
    await page.reload();
    await expect.poll(() => text(name).inputValue()).toBe(value);
  };
  await typeAndReload('Description', 'Deep enough for the roots');
  await panel.getByText('Your draft is back.').waitFor();
  await panel.getByRole('button', { name: 'Save it' }).click();
  await panel.getByText('Your draft is back.').waitFor({ state: 'detached' });
  const task = () =>
    call<{ title: string; description: string }>(product.url, `tasks/${taskId}/`, {
      token: ada.token,
    });
  await expect.poll(task).toMatchObject({ description: 'Deep enough for the roots' });
  await typeAndReload('Title', 'Dig deep');
  await panel.getByRole('button', { name: 'Discard draft' }).click();
  await expect.poll(() => text('Title').inputValue()).toBe('Dig');
  await typeAndReload('Add label', 'soil');
  await page.reload();
  await expect.poll(() => text('Title').inputValue()).toBe('Dig');
  expect(await panel.getByText('Your draft is back.').count()).toBe(0);
  expect(await task()).toMatchObject({ title: 'Dig' });
  await page.close();
});

test('what somebody stores while a dialog is open is not overwritten unseen', async () => {
  const meetingId = await runningMeeting(product.url, ada, { title: 'Walk' });
  const things = [
    { path: `projects/${projectId}`, open: ['Project menu', 'Edit project'], title: 'Name' },
    { path: `meetings/${meetingId}`, open: ['Edit meeting'], title: 'Title' },
  ];
  for (const { path, open, title } of things) {
    const page = await openAs(chromium, product.url, ada, `/${path}`);
    const dialog = page.getByRole('dialog', { name: open.at(-1) ?? '' });
    const edit = async () => {
      for (const name of open) {
        const what = page.getByRole('button', { name }).or(page.getByRole('menuitem', { name }));
        await what.first().click();
      }
      await dialog.waitFor();
    };
    await edit();
    await field(dialog, title).fill('Mine');
    await call(product.url, `${path}/`, {
      method: 'PATCH',
      token: ada.token,
      body: { description: 'Theirs, of today' },
    });
    // The page behind the dialog knows of it by now.
    await page.getByText('Theirs, of today').waitFor({ state: 'attached' });
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.getByText('This was changed in the meantime').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await edit();
    await dialog.getByText('Somebody changed this since').waitFor();
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.waitFor({ state: 'detached' });
    const stored = await call<Record<string, string>>(product.url, `${path}/`, {
      token: ada.token,
    });
    expect(stored).toMatchObject({
      [title.toLowerCase()]: 'Mine',
      description: 'Theirs, of today',
    });
    await page.close();
  }
});

test('who closed a dialog while it was being stored is told that it was not', async () => {
  const page = await openAs(chromium, product.url, ada, '/projects?create=true');
  const dialog = page.getByRole('dialog', { name: 'Create project' });
  await field(dialog, 'Name').fill('Orchard');
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  await page.route('**/trpc/projects.create*', async (route) => {
    asked.resolve();
    await answered.promise;
    await route.fulfill({ status: 500, json: [fault] });
  });
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await asked.promise;
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  answered.resolve();
  await page.getByText('Something went wrong on our side').first().waitFor();
  expect(await keptKeys(page)).toEqual(['ecosystia.kept.project']);
  await page.close();
});

test('a step of a task whose change is refused still holds what was typed', async () => {
  const page = await openAs(chromium, product.url, ada, taskPath);
  await page.getByRole('textbox', { name: 'Add a step' }).fill('Measure');
  await page.keyboard.press('Enter');
  const step = page.getByRole('textbox', { name: 'Step', exact: true });
  await expect.poll(() => step.inputValue()).toBe('Measure');
  await page.route('**/trpc/tasks.changeDetails*', (route) =>
    route.fulfill({ status: 500, json: fault }),
  );
  await step.fill('Measure twice');
  await page.keyboard.press('Enter');
  await page.getByText('Something went wrong on our side').first().waitFor();
  expect(await step.inputValue()).toBe('Measure twice');
  await page.unrouteAll();
  await page.reload();
  await expect.poll(() => step.inputValue()).toBe('Measure twice');
  await step.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => keptKeys(page)).toEqual([]);
  await page.reload();
  await expect.poll(() => step.inputValue()).toBe('Measure twice');
  await page.close();
});

test('a message being changed is found as it was typed after a reload', async () => {
  const meetingId = await runningMeeting(product.url, ada, {});
  await post(`meetings/${meetingId}/messages/`, { text: 'See you at nine' });
  const page = await openAs(chromium, product.url, ada, `/meetings/${meetingId}/room`);
  const message = page.locator('article', { hasText: 'See you' }).last();
  const editor = page.getByRole('textbox', { name: 'Message', exact: true });
  const edit = async () => {
    await message.focus();
    await page.keyboard.press('e');
    await editor.waitFor();
  };
  await edit();
  await editor.fill('See you at ten');
  await page.reload();
  await message.waitFor();
  await edit();
  expect(await editor.inputValue()).toBe('See you at ten');
  await editor.press('Enter');
  await page.locator('article', { hasText: 'See you at ten' }).waitFor();
  expect(await keptKeys(page)).toEqual([]);
  await page.close();
});
