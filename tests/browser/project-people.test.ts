/** A project in front of two people: an invitation by mail, who is here, roles that change, the archive. */
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connect } from '#infra/db/connect.ts';
import { openBrowser, type TestBrowser } from '#tests/support/browser.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { type RunningProduct, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';
import { adaOf, openAs, type Person, untilLive } from '#tests/support/room-people.ts';
import { sendFile } from '#tests/support/send-file.ts';

// Real browsers on a busy machine: this limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });
const soon = { timeout: 60_000 };

const cleo = { email: 'cleo@example.org', password: 'another good one' };
const phone = {
  viewport: { width: 360, height: 760 },
  locale: 'fr-FR',
  colorScheme: 'dark',
} as const;
const shots = new URL('../../.shots/', import.meta.url).pathname;

let mails: MailServer;
let product: RunningProduct;
let chromium: TestBrowser;
let ada: Person;
let projectId: string;
/** Ada's window, which is never loaded again on its own. */
let desk: Page;

beforeAll(async () => {
  mails = await startMailServer();
  // Links in mails need an address that is known before the product is there.
  const port = await freePort();
  const PUBLIC_URL = `http://127.0.0.1:${port}`;
  product = await startProduct({ PORT: String(port), PUBLIC_URL, SMTP_URL: mails.url });
  chromium = await openBrowser();
  ada = await adaOf(product.url);
  const body = { name: 'Garden', description: 'Everything that grows' };
  ({ id: projectId } = await call<{ id: string }>(product.url, 'projects/', {
    token: ada.token,
    body,
  }));
  desk = await openAs(chromium, product.url, ada, `/projects/${projectId}`, {
    // It would have all of the app at hand, and the first test is of what is still on its way.
    serviceWorkers: 'block',
  });
  await untilLive(desk);
  await mkdir(shots, { recursive: true });
});

afterAll(async () => {
  await chromium[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
  await mails[Symbol.asyncDispose]();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const shoot = (page: Page, name: string) =>
  page.screenshot({ path: `${shots}project-${name}.png` });
const tab = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: /Project pages|Pages du projet/ })
    .getByRole('link', { name });

test('somebody unknown is invited by mail, comes by its link and is in the project', async () => {
  // One types at once, however late the dialog's words come.
  const words = Promise.withResolvers<void>();
  await desk.route(/en-people-/u, async (route) => {
    await words.promise;
    await route.continue();
  });
  // The document of that page would name them.
  await tab(desk, 'People').click();
  const asked = desk.waitForRequest(/en-people-/u);
  const add = desk.getByRole('button', { name: 'Add someone' });
  await add.hover();
  await asked;
  await add.click();
  await expect.poll(() => add.getAttribute('aria-busy')).toBe('true');
  await desk.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
  words.resolve();
  const dialog = desk.getByRole('dialog', { name: 'Add someone' });
  const who = dialog.getByRole('textbox', { name: 'Who?' });
  await expect
    .poll(() => who.evaluate((field) => field === document.activeElement), soon)
    .toBe(true);
  await who.fill(cleo.email);
  await desk.reload();
  await desk.getByRole('button', { name: 'Add someone' }).click();
  await expect.poll(() => who.inputValue(), soon).toBe(cleo.email);
  await dialog.getByText(`${cleo.email} gets an invitation`).waitFor();
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog.getByText(`on its way to ${cleo.email}.`).waitFor();
  await shoot(desk, 'invited');
  await dialog.getByRole('button', { name: 'Done' }).click();

  await expect.poll(() => mails.received.length, soon).toBe(1);
  const raw = (mails.received[0]?.raw ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=');
  expect(raw).toContain('invites you to');
  const link = new RegExp(`${product.url}/invite/[\\w-]{43}`, 'u').exec(raw)?.[0] ?? '';
  const page = await chromium.open(link, phone);
  await page.getByText('vous invite dans le projet').waitFor();
  await shoot(page, 'invitation');
  await page.getByLabel('Nom').fill('Cleo Petit');
  await page.keyboard.press('Enter');
  await page.getByLabel('Mot de passe').fill(cleo.password);
  await page.keyboard.press('Enter');
  // One comes to the project that one was invited to.
  await page.getByRole('heading', { name: 'Garden' }).waitFor();
  // Ada sees them, without doing anything.
  await desk.getByRole('listitem').filter({ hasText: 'Cleo Petit' }).waitFor();
  await page.close();
});

test("a project's home shows who is here and what happens, as it happens", async () => {
  await tab(desk, 'Overview').click();
  const people = desk.getByRole('listitem').filter({ hasText: 'Cleo Petit' });
  await people.getByText('Cleo Petit', { exact: true }).waitFor();
  const page = await openAs(chromium, product.url, cleo, `/projects/${projectId}`, phone);
  await people.getByText('is here').waitFor({ state: 'attached', timeout: 60_000 });
  const { access } = await signIn(product.url, cleo);
  await call(product.url, `projects/${projectId}/tasks/`, {
    token: access,
    body: { title: 'Plant the willows' },
  });
  const photo = { name: 'meadow.jpg', bytes: await jpeg(), type: 'image/jpeg', projectId };
  await sendFile(product.url, access, photo);
  for (const words of ['Plant the willows', 'meadow.jpg']) {
    await desk.getByRole('listitem').filter({ hasText: words }).first().waitFor(soon);
  }
  await desk.getByRole('link', { name: 'meadow.jpg' }).first().waitFor();
  await shoot(desk, 'home');
  await page.getByText('Plant the willows').first().waitFor();
  await shoot(page, 'home-phone');
  await page.close();
});

test('whose role is changed sees the controls come and go where they stand', async () => {
  const page = await openAs(chromium, product.url, cleo, `/projects/${projectId}/tasks`);
  const add = page.getByRole('textbox', { name: 'New task' });
  await add.waitFor();
  await untilLive(page);
  await tab(desk, 'People').click();
  const become = async (role: string) => {
    await desk.getByRole('combobox', { name: 'Role of Cleo Petit' }).click();
    await desk.getByRole('option', { name: role }).click();
  };
  await become('Viewer');
  await add.waitFor({ state: 'detached', timeout: 60_000 });
  await page.getByRole('link', { name: 'Plant the willows' }).click();
  const panel = page.getByRole('complementary', { name: 'Task details' });
  await panel.getByText('Plant the willows').waitFor();
  await expect.poll(() => panel.getByRole('textbox').count()).toBe(0);
  await shoot(page, 'viewer');
  await become('Owner');
  await panel.getByRole('textbox', { name: 'Title' }).waitFor();
  await page.getByRole('button', { name: 'Project menu' }).waitFor();
  await become('Editor');
  await page.getByRole('button', { name: 'Project menu' }).waitFor({ state: 'detached' });
  await page.close();
});

test('a project goes into the archive in front of everybody, and back', async () => {
  const page = await openAs(chromium, product.url, cleo, `/projects/${projectId}/tasks`, phone);
  const add = page.getByRole('textbox', { name: 'Nouvelle tâche' });
  await add.waitFor();
  await untilLive(page);
  const archive = async () => {
    await desk.getByRole('button', { name: 'Project menu' }).click();
    await desk.getByRole('menuitem', { name: 'Put in the archive' }).click();
    await page.getByText('Archivé', { exact: true }).waitFor();
    await add.waitFor({ state: 'detached' });
  };
  await archive();
  await shoot(page, 'archived-phone');
  // Nothing is offered that would be refused.
  await tab(page, 'Personnes').click();
  await page.getByRole('listitem').filter({ hasText: 'Cleo Petit' }).getByText('Éditeur').waitFor();
  await desk.getByRole('listitem').filter({ hasText: 'Cleo Petit' }).getByText('Editor').waitFor();
  expect(await desk.getByRole('combobox', { name: /^Role of/ }).count()).toBe(0);
  expect(await desk.getByRole('button', { name: /^Remove|^Add/ }).count()).toBe(0);
  await tab(page, 'Tâches').click();
  await shoot(desk, 'archived');
  await desk.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Archivé', { exact: true }).waitFor({ state: 'detached' });
  await add.waitFor();

  await archive();
  await desk.goto(`${product.url}/projects`);
  await desk.getByRole('tab', { name: 'Archive' }).click();
  expect(desk.url()).toContain('archived=true');
  await desk.getByRole('link', { name: /Garden/ }).click();
  await desk.getByRole('button', { name: 'Project menu' }).click();
  await desk.getByRole('menuitem', { name: 'Bring back from the archive' }).click();
  await add.waitFor();
  await page.close();
});

test('a board says what it leaves out, and shows it', async () => {
  const sql = connect(product.databaseUrl, { max: 1 });
  // So many that no test makes them one by one.
  await sql`
    insert into readmodels.tasks (id, project_id, title, description, status, priority, assignee_ids, labels,
                       position, version, created_at, updated_at)
    select gen_random_uuid(), ${projectId}, 'Old ' || n, '', 'done', 'none', '{}', '{}', n, 1,
           now(), now() - n * interval '1 hour'
    from generate_series(1, 503) n`;
  await sql.end();
  await desk.goto(`${product.url}/projects/${projectId}/tasks?q=Old%20503`);
  const rest = desk.getByRole('status').filter({ hasText: '3 more tasks, closed earlier, are' });
  await rest.waitFor();
  await expect.poll(() => desk.getByRole('link', { name: 'Old 503' }).count()).toBe(0);
  await shoot(desk, 'rest');
  await rest.getByRole('button', { name: 'Show more' }).click();
  await desk.getByRole('link', { name: 'Old 503' }).waitFor();
  await rest.waitFor({ state: 'detached' });
  expect(chromium.faults).toEqual([]);
});
