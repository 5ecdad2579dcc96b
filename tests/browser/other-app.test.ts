/**
 * Another React app, on another origin and with tokens instead of a cookie, made of the public entry
 * alone: what it shows is live, and is so again after the network was cut.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join as joinPath } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { build } from 'vite';
import { openBrowser } from '#tests/support/browser.ts';
import { jpeg, noise } from '#tests/support/pictures.ts';
import { startProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import { adaAndBob } from '#tests/support/room-people.ts';

const source = fileURLToPath(new URL('other-app/', import.meta.url));
const shots = new URL('../../.shots/', import.meta.url);
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Gives out a folder on an origin of its own. */
async function serveFolder(folder: string) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = joinPath(folder, pathname === '/' ? 'index.html' : pathname);
    readFile(path).then(
      (content) => {
        response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function buildFor(productUrl: string, outDir: string) {
  vi.stubEnv('VITE_API_BASE_URL', `${productUrl}/api/v1`);
  vi.stubEnv('VITE_WS_HOST', new URL(productUrl).host);
  try {
    await build({
      root: source,
      logLevel: 'warn',
      configFile: joinPath(source, 'vite.config.ts'),
      build: { outDir, emptyOutDir: true, minify: false },
    });
  } finally {
    // They are the process's, which goes on with the next file.
    vi.unstubAllEnvs();
  }
}

async function enter(page: Page, person: { email: string; password: string }) {
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('connected', { exact: true }).waitFor();
  // That somebody is typing is told to who is in the room by then, and to nobody later.
  await page.locator('section[data-live=true]').waitFor();
}

test('another app shows notifications, chat and project, live and after a cut', async () => {
  const outDir = await mkdtemp(joinPath(process.env.TMPDIR ?? '/tmp', 'ecosystia-other-app-'));
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => rm(outDir, { recursive: true, force: true }));
  using other = await serveFolder(outDir);
  await using product = await startProduct({ CORS_ORIGINS: other.origin });
  await buildFor(product.url, outDir);

  const { ada, bob } = await adaAndBob(product.url);
  const post = <T>(path: string, body: unknown) =>
    call<T>(product.url, path, { token: ada.token, body });
  const project = await post<{ id: string }>('projects/', { name: 'Garden', description: '' });
  await post(`projects/${project.id}/members/`, { user_id: bob.id, role: 'editor' });
  const meeting = await post<{ id: string }>('meetings/', {
    title: 'Spring',
    project_id: project.id,
    starts_at: new Date(Date.now() + 3_600_000).toISOString(),
    ends_at: new Date(Date.now() + 7_200_000).toISOString(),
    participant_ids: [bob.id],
  });

  await using chromium = await openBrowser();
  const address = (personId: string) =>
    `${other.origin}/?user=${personId}&project=${project.id}&meeting=${meeting.id}`;
  const adas = await chromium.open(address(ada.id));
  await enter(adas, ada);
  const bobs = await chromium.open(address(bob.id));
  await enter(bobs, bob);

  // A message is the sender's at once, and the other's a moment later.
  const said = (page: Page, text: string) =>
    page.getByRole('list', { name: 'Messages' }).getByText(text).waitFor();
  await adas.getByRole('textbox', { name: 'Message' }).fill('Good morning');
  await bobs.getByText('is typing').waitFor();
  await bobs.getByText(/In the room: .*Bob Martin/).waitFor();
  await adas.getByRole('button', { name: 'Send', exact: true }).click();
  await said(bobs, 'Good morning');
  await adas.locator('[data-state=sent]').getByText('Good morning').waitFor();

  const tell = (title: string) => post('notifications/send/', { user_ids: [bob.id], title });
  await tell('First');
  const unread = bobs.getByRole('list', { name: 'Unread' });
  const plain = bobs.getByRole('list', { name: 'Plain' });
  await unread.getByText('First').waitFor();
  await plain.getByText('notification First').waitFor();
  await post(`projects/${project.id}/tasks/`, { title: 'Dig' });
  await bobs.getByRole('list', { name: 'Project' }).getByText('task.created').waitFor();

  // Files go to the server of another origin, small ones and large ones, and one's face as well.
  const files = bobs.getByRole('region', { name: 'Files', exact: true });
  const large = await noise({ width: 1900, height: 1500 }).jpeg({ quality: 95 }).toBuffer();
  expect(large.length).toBeGreaterThan(1_000_000);
  await files
    .getByTestId('drop-zone')
    .locator('> input[type=file]')
    .setInputFiles([
      { name: 'small.jpg', mimeType: 'image/jpeg', buffer: await jpeg() },
      { name: 'large.jpg', mimeType: 'image/jpeg', buffer: large },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
    ]);
  await files.getByText('Added: small.jpg, large.jpg').waitFor();
  await files.getByText('This type is not accepted here.').waitFor();
  // No tray is there to say how all of them together do.
  const together = files.getByRole('region', { name: 'Uploads', exact: true });
  await together.getByRole('status').getByText('1 file was not added').waitFor();
  await together.getByRole('button', { name: 'Clear' }).click();
  await together.waitFor({ state: 'detached' });
  const face = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await jpeg() };
  await files.getByTestId('avatar-drop').locator('input[type=file]').setInputFiles(face);
  await bobs.getByRole('button', { name: 'Use this picture' }).click();
  await files.getByRole('button', { name: 'Remove', exact: true }).waitFor();
  const faceAt = files.locator(`img[src^="${product.url}/avatars/"]`);
  await faceAt.waitFor();
  expect(await faceAt.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(300);

  // The network goes; what happens meanwhile is there when it is back.
  const network = await bobs.context().newCDPSession(bobs);
  const setOffline = (offline: boolean) =>
    network.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  await network.send('Network.enable');
  await setOffline(true);
  await bobs.context().setOffline(true);
  await bobs.getByText('not connected').waitFor();
  await tell('Second');
  await bobs.getByRole('textbox', { name: 'Message' }).fill('From the cellar');
  await bobs.getByRole('button', { name: 'Send', exact: true }).click();
  await adas.getByRole('textbox', { name: 'Message' }).fill('Are you there?');
  await adas.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => unread.getByText('Second').count()).toBe(0);
  await setOffline(false);
  await bobs.context().setOffline(false);
  await bobs.getByText('connected', { exact: true }).waitFor();
  await unread.getByText('Second').waitFor();
  await plain.getByText('notification Second').waitFor();
  await said(bobs, 'Are you there?');
  await said(adas, 'From the cellar');
  await expect.poll(() => adas.getByText('From the cellar').count()).toBe(1);

  await bobs.getByRole('button', { name: /^Notifications/ }).click();
  await bobs.getByRole('dialog', { name: 'Notifications' }).getByText('Second').waitFor();
  const row = bobs.getByRole('dialog', { name: 'Notifications' }).getByRole('link').first();
  // In a new tab it is the product's page, not one of this app.
  await expect.poll(() => row.getAttribute('href')).toMatch(`${product.url}/inbox/`);
  await mkdir(shots, { recursive: true });
  await bobs.screenshot({ path: new URL('other-app.png', shots).pathname });
});
