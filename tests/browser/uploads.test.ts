/** Files on their way: many, of every kind, over a slow line, a lost one, a reload and a restart. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openLine } from '#tests/support/line.ts';
import { openXml } from '#tests/support/office.ts';
import { jpeg, noise } from '#tests/support/pictures.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { type RunningProduct, startProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import { adaAndBob, openAs, type Person } from '#tests/support/room-people.ts';

interface Page60 {
  results: { id: string; original_name: string; file_size: number }[];
  next_cursor: string | null;
}

const input = (page: Page) => page.getByTestId('drop-zone').first().locator('> input[type=file]');
const tray = (page: Page) => page.getByRole('region', { name: 'Uploads', exact: true });
const row = (page: Page, name: string) =>
  tray(page).getByRole('listitem').filter({ hasText: name });

async function filesOf(product: RunningProduct, { token }: Person) {
  const all: Page60['results'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = `?limit=100${cursor ? `&cursor=${cursor}` : ''}`;
    const page: Page60 = await call<Page60>(product.url, `core/files/${query}`, { token });
    all.push(...page.results);
    cursor = page.next_cursor;
  }
  return all;
}

/** A photo of some megabytes: noise does not get smaller. */
async function largePhoto() {
  const buffer = await noise({ width: 1900, height: 1500 }).jpeg({ quality: 98 }).toBuffer();
  expect(buffer.length).toBeGreaterThan(1_500_000);
  expect(buffer.length).toBeLessThan(5_000_000);
  return { name: 'large.jpg', mimeType: 'image/jpeg', buffer };
}

/** A line that sends so much a second, and knows nothing of the machine it is on. */
async function slowLine(page: Page, bytesPerSecond: number) {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const set = async (uploadThroughput: number) => {
    const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
    await network.send('Network.emulateNetworkConditions', conditions);
  };
  await set(bytesPerSecond);
  return {
    slow: () => set(bytesPerSecond),
    /** So slow that nothing large comes to its end. */
    crawl: () => set(20_000),
    fast: () => set(-1),
  };
}

/** Uploads begun by tus, each with its own address. */
function begun(page: Page): string[] {
  const creations: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/core\/files\/tus\/?$/.test(request.url())) {
      creations.push(request.url());
    }
  });
  return creations;
}

const someOfItSent = (page: Page) =>
  page.waitForFunction(() => {
    const bar = document.querySelector('[data-upload-state=sending] [role=progressbar]');
    return Number(bar?.getAttribute('aria-valuenow') ?? 0) >= 15;
  });

test('three hundred files at once: all arrive, and only those in sight are on the page', async () => {
  await using product = await startProduct();
  const { ada } = await adaAndBob(product.url);
  await using chromium = await openBrowser();
  const page = await openAs(chromium, product.url, ada, '/files');
  const buffer = await sharp({
    create: { width: 60, height: 60, channels: 3, background: '#336699' },
  })
    .png()
    .toBuffer();
  const names = Array.from({ length: 300 }, (_, index) => `picture ${index + 1}.png`);
  await input(page).setInputFiles(names.map((name) => ({ name, mimeType: 'image/png', buffer })));
  await tray(page).waitFor();
  await expect.poll(() => tray(page).getByRole('listitem').count()).toBeLessThan(40);
  await tray(page)
    .getByText(/^\d+ of 300 · .+\/s · .+ left$/)
    .waitFor();
  await tray(page).getByText('300 files added').waitFor({ timeout: 400_000 });
  expect(new Set((await filesOf(product, ada)).map((file) => file.original_name))).toEqual(
    new Set(names),
  );
  await tray(page).getByRole('button', { name: 'Clear' }).click();
  await tray(page).waitFor({ state: 'detached' });
  expect(chromium.faults).toEqual([]);
}, 480_000);

test('each file that is not taken says why, in words that help; the others go', async () => {
  await using product = await startProduct();
  const { ada } = await adaAndBob(product.url);
  await using chromium = await openBrowser();
  const page = await openAs(chromium, product.url, ada, '/files');
  const macros = openXml('docx', {
    mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml',
    parts: [{ name: 'word/vbaProject.bin', data: 'macro' }],
  });
  const file = (name: string, buffer: Buffer, mimeType = '') => ({ name, mimeType, buffer });
  // As a camera takes them: of more pixels and bytes than are kept.
  const pixels = await jpeg({ width: 4_096, height: 1_024 });
  const photo = Buffer.concat([pixels, Buffer.alloc(6_000_000)]);
  await input(page).setInputFiles([
    file('report.docm', Buffer.from('PK')),
    file('IMG_1.heic', Buffer.from('ftypheic')),
    file('site.zip', Buffer.from('PK')),
    file('empty.txt', Buffer.alloc(0), 'text/plain'),
    file('huge.png', Buffer.alloc(6_000_000), 'image/png'),
    file('hidden.docx', macros),
    file('false.png', Buffer.from('no picture at all'), 'image/png'),
    file('good.txt', Buffer.from('Good.'), 'text/plain'),
    file('photo.jpg', photo, 'image/jpeg'),
  ]);
  const says = (name: string, words: RegExp) => row(page, name).getByText(words).waitFor();
  const scroll = (to: number) =>
    tray(page)
      .getByRole('region')
      .evaluate((list, top) => list.scrollTo({ top }), to);
  await says('report.docm', /macro-enabled document.*Save it without macros/);
  await says('IMG_1.heic', /HEIC.*JPEG/);
  await says('site.zip', /Unpack it/);
  await tray(page).getByText('6 files were not added').waitFor({ timeout: 30_000 });
  await scroll(10_000);
  await says('good.txt', /^Added$/);
  await says('false.png', /content of this file is/);
  await says('hidden.docx', /quarantine.*macro-enabled document/);
  await scroll(250);
  await says('huge.png', /This is 6 MB; up to 5 MB is accepted/);
  await says('empty.txt', /is empty/);
  await page.getByText('The picture was too large, so a smaller one').waitFor();
  const kept = await eventually(async () => {
    const files = await filesOf(product, ada);
    expect(files).toHaveLength(3);
    return files.toSorted((one, next) => one.original_name.localeCompare(next.original_name));
  });
  expect(kept.map(({ original_name: name }) => name)).toEqual([
    'good.txt',
    'hidden.docx',
    'photo.jpg',
  ]);
  expect(kept[2]).toMatchObject({ width: 2_048, height: 512 });
  expect(kept[2]?.file_size).toBeLessThan(2_000_000);
}, 90_000);

test('an upload pauses, goes on where it was, and over a lost line by itself', async () => {
  await using product = await startProduct();
  const { ada } = await adaAndBob(product.url);
  await using chromium = await openBrowser();
  await using line = await openLine(product.url);
  const page = await openAs(chromium, line.url, ada, '/files');
  const speed = await slowLine(page, 400_000);
  const creations = begun(page);
  const photo = await largePhoto();
  await input(page).setInputFiles([photo]);
  await someOfItSent(page);
  // As a part of it is there, how fast it goes is known too, of it and of all together.
  const pace = /kB\/s · \d+ sec left/;
  await row(page, photo.name).getByText(pace).waitFor();
  await expect.poll(() => tray(page).getByText(pace).count()).toBe(2);
  await row(page, photo.name)
    .getByRole('button', { name: `Pause ${photo.name}` })
    .click();
  await row(page, photo.name)
    .getByText(/^Paused at \d+%$/)
    .waitFor();
  await speed.crawl();
  await row(page, photo.name)
    .getByRole('button', { name: `Go on with ${photo.name}` })
    .click();
  await page.locator('[data-upload-state=sending]').waitFor();

  line.cut();
  await row(page, photo.name).getByText('No connection. Goes on by itself.').waitFor();
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: new URL('upload-no-line.png', shots).pathname });
  await speed.fast();
  line.restore();
  await row(page, photo.name).getByText('Added').waitFor({ timeout: 30_000 });
  expect(creations).toHaveLength(1);
  const [stored, ...others] = await filesOf(product, ada);
  expect(stored).toMatchObject({ original_name: photo.name, file_size: photo.buffer.length });
  expect(others).toEqual([]);

  // One that is cancelled is not left on the server either.
  await speed.slow();
  await input(page).setInputFiles([{ ...photo, name: 'other.jpg' }]);
  await someOfItSent(page);
  const [ended] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'DELETE'),
    row(page, 'other.jpg').getByRole('button', { name: 'Cancel sending other.jpg' }).click(),
  ]);
  expect([ended.status(), new URL(ended.url()).pathname]).toEqual([
    204,
    expect.stringMatching(/^\/api\/v1\/core\/files\/tus\/[0-9a-f-]+$/) as string,
  ]);
  await row(page, 'other.jpg').waitFor({ state: 'detached' });
  await speed.fast();
  expect(await filesOf(product, ada)).toHaveLength(1);
});

test('an upload survives a reload of its page and a restart of the server', async () => {
  await using database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-restart-'));
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => rm(dataDir, { recursive: true, force: true }));
  const place = { DATABASE_URL: database.ownerUrl, DATA_DIR: dataDir };
  const first = await startProduct(place);
  const { ada } = await adaAndBob(first.url);
  await using chromium = await openBrowser();
  const page = await openAs(chromium, first.url, ada, '/files');
  const line = await slowLine(page, 300_000);
  const creations = begun(page);
  const photo = await largePhoto();
  const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Of the week') };
  await input(page).setInputFiles([photo, notes]);
  await row(page, notes.name).getByText('Added').waitFor();
  await someOfItSent(page);

  await page.reload();
  await row(page, photo.name).waitFor();
  await someOfItSent(page);

  const port = new URL(first.url).port;
  await first[Symbol.asyncDispose]();
  await row(page, photo.name).getByText('No connection. Goes on by itself.').waitFor();
  await using second = await startProduct({ ...place, PORT: port });
  await line.fast();
  await row(page, photo.name).getByText('Added').waitFor({ timeout: 60_000 });
  expect(creations).toHaveLength(1);
  const stored = await filesOf(second, ada);
  const sizes = stored.map((file): [string, number] => [file.original_name, file.file_size]);
  expect(sizes).toHaveLength(2);
  expect(Object.fromEntries(sizes)).toEqual({
    [photo.name]: photo.buffer.length,
    [notes.name]: notes.buffer.length,
  });
  // Through is through: the next page has nothing left to send.
  await page.reload();
  await page.getByText(photo.name).first().waitFor();
  await expect.poll(() => tray(page).count()).toBe(0);
});

test('a whole folder, and a picture that is pasted', async () => {
  await using product = await startProduct();
  const { ada } = await adaAndBob(product.url);
  await using chromium = await openBrowser();
  const page = await openAs(chromium, product.url, ada, '/');
  const folder = await mkdtemp(join(tmpdir(), 'ecosystia-folder-'));
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'inner'));
  await writeFile(join(folder, 'plan.txt'), 'The plan');
  await writeFile(join(folder, '.DS_Store'), 'of the system');
  await writeFile(join(folder, 'inner', 'photo.jpg'), await jpeg());
  // What takes files comes with the first sign of somebody who has some.
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.mouse.move(400, 300);
  await page.mouse.move(420, 320);
  await page.getByLabel('Choose a folder').first().setInputFiles(folder);
  await tray(page).getByText('2 files added').waitFor();

  const base64 = (await jpeg({ width: 90, height: 60 })).toString('base64');
  await page.evaluate((encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'image.jpeg', { type: 'image/jpeg' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, base64);
  await tray(page).getByText('3 files added').waitFor();
  const names = (await filesOf(product, ada)).map((file) => file.original_name).toSorted();
  expect(names.slice(1)).toEqual(['photo.jpg', 'plan.txt']);
  expect(names[0]).toMatch(/^Pasted .*\.jpeg$/);
}, 60_000);

const shots = new URL('../../.shots/', import.meta.url);
