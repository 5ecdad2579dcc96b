/** The page of files: finding, looking, choosing, throwing away and getting back, by mouse and by keys. */
import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { openXml, wordFields } from '#tests/support/office.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { call } from '#tests/support/rest.ts';
import { openAs, openStage, runningMeeting } from '#tests/support/room-people.ts';
import { sendFile } from '#tests/support/send-file.ts';

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada, bob } = stage;
let projectId: string;

const send = (name: string, bytes: Buffer, type: string, to: string | null = projectId) =>
  sendFile(product.url, ada.token, { name, bytes, type, projectId: to });
const open = (path: string, person = ada) => openAs(chromium, product.url, person, path);
const tile = (page: Page, name: string) =>
  page.locator('[data-file-id]').filter({ has: page.getByText(name, { exact: true }) });
const panel = (page: Page) => page.getByRole('complementary', { name: 'File details' });

/** A PDF with one line of words in it, and its table in order. */
function onePagePdf(words: string): Buffer {
  const content = `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text);
}

beforeAll(async () => {
  const post = <T>(path: string, body: object) =>
    call<T>(product.url, path, { token: ada.token, body });
  ({ id: projectId } = await post<{ id: string }>('projects/', {
    name: 'Garden',
    description: '',
  }));
  await post(`projects/${projectId}/members/`, { user_id: bob.id, role: 'editor' });
  await send('meadow.jpg', await jpeg(), 'image/jpeg');
  await send('prices.csv', Buffer.from('plant;price\nWillow;"12,50"\nOak;=1+1\n'), 'text/csv');
  const script = 'Hello <img src=x onerror="window.hurt = 1"><script>window.hurt = 1</script>';
  await send('notes.txt', Buffer.from(script), 'text/plain');
  await send('plan.pdf', onePagePdf('The plan of the garden'), 'application/pdf');
  await send('letter.docx', openXml('docx', { main: wordFields('DDEAUTO c:\\\\x "y"') }), '', null);
});

test('found by name, narrowed by type and state, all of it in the address', async () => {
  const page = await open('/files');
  await tile(page, 'meadow.jpg').waitFor();
  await page.getByRole('searchbox', { name: 'Find by name' }).fill('no');
  await tile(page, 'meadow.jpg').waitFor({ state: 'detached' });
  await tile(page, 'notes.txt').waitFor();
  expect(page.url()).toBe(`${product.url}/files?q=no`);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await tile(page, 'meadow.jpg').waitFor();
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Quarantined' }).click();
  await tile(page, 'meadow.jpg').waitFor({ state: 'detached' });
  await tile(page, 'letter.docx').waitFor();
  // Who is given the address sees the same.
  await page.reload();
  await tile(page, 'letter.docx').waitFor();
  await expect.poll(() => page.locator('[data-file-id]').count()).toBe(1);
  await page.goto(`${product.url}/files?q=nothing+of+that+name`);
  await page.getByRole('heading', { name: 'No file fits' }).waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await tile(page, 'meadow.jpg').waitFor();
  expect(page.url()).toBe(`${product.url}/files`);
});

test('put in order by its columns, with the keys too; the address keeps it, and so do other pages', async () => {
  const page = await open(`/projects/${projectId}/files?view=list`);
  const shown = () =>
    page
      .locator('[data-file-id] a')
      .evaluateAll((links) =>
        links.map((link) => /(?:meadow|notes|plan|prices)\.\w{3}/.exec(link.textContent)?.[0]),
      );
  const column = (name: string) => page.getByRole('columnheader', { name, exact: true });
  await expect.poll(shown).toEqual(['plan.pdf', 'notes.txt', 'prices.csv', 'meadow.jpg']);
  await expect.poll(() => column('Added').getAttribute('aria-sort')).toBe('descending');
  await column('Name').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect.poll(shown).toEqual(['meadow.jpg', 'notes.txt', 'plan.pdf', 'prices.csv']);
  await expect.poll(() => column('Name').getAttribute('aria-sort')).toBe('ascending');
  await expect.poll(() => column('Added').getAttribute('aria-sort')).toBe('none');
  await page.keyboard.press('Enter');
  await expect.poll(shown).toEqual(['prices.csv', 'plan.pdf', 'notes.txt', 'meadow.jpg']);
  expect(page.url()).toContain('sort=name-desc');
  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'Largest first' }).click();
  await expect.poll(async () => (await shown())[0]).toBe('meadow.jpg');
  await page.reload();
  await expect.poll(async () => (await shown())[0]).toBe('meadow.jpg');
  await expect.poll(() => column('Size').getAttribute('aria-sort')).toBe('descending');
});

test('narrowed by when it came', async () => {
  const page = await open('/files');
  await tile(page, 'meadow.jpg').waitFor();
  const choose = async (span: string) => {
    await page.getByRole('combobox', { name: 'Added when' }).click();
    await page.getByRole('option', { name: span }).click();
  };
  await choose('Today');
  await expect.poll(() => page.url()).toBe(`${product.url}/files?added=today`);
  await tile(page, 'meadow.jpg').waitFor();
  await choose('Between');
  await page.getByLabel('To', { exact: true }).fill('2020-01-31');
  await page.getByRole('heading', { name: 'No file fits' }).waitFor();
  await page.getByLabel('From', { exact: true }).fill('2020-01-01');
  await expect.poll(() => page.url()).toContain('from=2020-01-01');
  await page.getByLabel('To', { exact: true }).fill('2099-01-01');
  await tile(page, 'meadow.jpg').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(() => page.url()).toBe(`${product.url}/files`);
});

test('a quarantined file says plainly what is the matter, and is given out on no way', async () => {
  const page = await open('/files?state=quarantined');
  await tile(page, 'letter.docx').getByRole('link').click();
  await panel(page).getByText('It is stored, but nobody gets it').waitFor();
  await panel(page).getByText('fields (DDE) that can start other programs').waitFor();
  await panel(page).getByText('Checked: quarantined').waitFor();
  await expect.poll(() => panel(page).getByRole('link', { name: 'Download' }).count()).toBe(0);
  await expect.poll(() => panel(page).getByRole('button', { name: 'View large' }).count()).toBe(0);
});

test('pictures, PDF, tables and texts are shown, and nothing in them runs', async () => {
  const page = await open(`/projects/${projectId}/files`);
  const view = async (name: string) => {
    await tile(page, name).getByRole('link').click();
    await panel(page).getByRole('button', { name: 'View large' }).last().click();
    return page.getByRole('dialog', { name });
  };
  const close = async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await (await view('plan.pdf')).getByText('The plan of the garden').waitFor();
  await page.getByText('Page 1 of 1').waitFor();
  await close();
  const table = (await view('prices.csv')).getByRole('table', { name: 'Table of prices.csv' });
  await table.getByRole('cell', { name: '12,50' }).waitFor();
  await table.getByRole('cell', { name: '=1+1' }).waitFor();
  await close();
  const text = await view('notes.txt');
  await text.getByText('<script>window.hurt = 1</script>').waitFor();
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  // The arrow keys go on to the next.
  await page.keyboard.press('ArrowRight');
  await page.getByRole('dialog', { name: 'prices.csv' }).waitFor();
  await close();
  await (await view('meadow.jpg')).getByRole('img', { name: 'meadow.jpg' }).waitFor();
});

test('a picture that does not come says so, and comes at another try', async () => {
  const page = await open('/files');
  let isAway = true;
  await page.route(/\/media\/[^/]+\/picture/, (asked) =>
    isAway ? asked.abort() : asked.continue(),
  );
  await tile(page, 'meadow.jpg').getByRole('link').click();
  await panel(page).getByRole('button', { name: 'View large' }).last().click();
  const viewer = page.getByRole('dialog', { name: 'meadow.jpg' });
  const alert = viewer.getByRole('alert');
  await alert.getByText('The preview could not be loaded').waitFor();
  isAway = false;
  await alert.getByRole('button', { name: 'Try again' }).click();
  const picture = viewer.getByRole('img', { name: 'meadow.jpg' });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await page.close();
});

test('a meeting’s file leads to its meeting, a project’s to its project', async () => {
  const meetingId = await runningMeeting(product.url, ada, { title: 'Spring round' });
  const form = new FormData();
  form.append('meeting_id', meetingId);
  form.append('file', new File(['Said'], 'minutes.txt', { type: 'text/plain' }));
  await fetch(`${product.url}/api/v1/core/files/upload/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ada.token}` },
    body: form,
  });
  const page = await open('/files');
  await tile(page, 'minutes.txt').getByRole('link').click();
  const way = panel(page).getByRole('link', { name: 'Spring round' });
  await expect.poll(() => way.getAttribute('href')).toBe(`/meetings/${meetingId}`);
  await tile(page, 'plan.pdf').getByRole('link').click();
  await panel(page).getByRole('link', { name: 'Garden' }).click();
  await page.waitForURL(`${product.url}/projects/${projectId}/files`);
  await page.close();
});

test('renamed and described, with what happened to it below', async () => {
  const { id } = await send('draft.txt', Buffer.from('A draft'), 'text/plain');
  const page = await open(`/files/${id}`);
  await panel(page).getByRole('button', { name: 'Rename' }).click();
  await panel(page).getByLabel('Name', { exact: true }).fill('final.txt');
  await panel(page).getByLabel('Description').fill('What we agreed on');
  await panel(page).getByRole('button', { name: 'Save' }).click();
  await panel(page).getByText('What we agreed on').waitFor();
  await panel(page).getByText('named it “final.txt”').waitFor();
  await tile(page, 'final.txt').waitFor();
});

test('what one deletes is gone for the other at once, and is back with "Undo"', async () => {
  for (const name of ['one.txt', 'two.txt']) await send(name, Buffer.from(name), 'text/plain');
  const adas = await open(`/projects/${projectId}/files?view=list`);
  const bobs = await open(`/projects/${projectId}/files`, bob);
  await tile(bobs, 'one.txt').waitFor();
  for (const name of ['one.txt', 'two.txt']) {
    await adas.getByRole('checkbox', { name: `Select ${name}` }).check();
  }
  await adas.getByRole('button', { name: 'Delete 2 files' }).click();
  await tile(bobs, 'one.txt').waitFor({ state: 'detached' });
  await tile(bobs, 'two.txt').waitFor({ state: 'detached' });
  await adas.getByRole('button', { name: 'Undo' }).click();
  await tile(bobs, 'one.txt').waitFor();

  // And once more, by way of the trash.
  await tile(adas, 'two.txt').waitFor();
  await adas.getByRole('checkbox', { name: 'Select two.txt' }).check();
  await adas.getByRole('button', { name: 'Delete 1 file' }).click();
  await tile(bobs, 'two.txt').waitFor({ state: 'detached' });
  await adas.getByRole('button', { name: 'Trash' }).click();
  await tile(adas, 'two.txt').getByText('in 30 days').and(adas.locator(':visible')).waitFor();
  await tile(adas, 'two.txt').getByRole('link').click();
  await panel(adas)
    .getByText(/In the trash\. It goes for good/)
    .waitFor();
  await panel(adas).getByRole('button', { name: 'Restore' }).click();
  await tile(bobs, 'two.txt').waitFor();

  // For good: asked once more, and then gone from the trash too.
  const again = await open(`/projects/${projectId}/files`);
  await again.getByRole('checkbox', { name: 'Select two.txt' }).check();
  await again.getByRole('button', { name: 'Delete 1 file' }).click();
  await again.getByText('1 file is in the trash.').waitFor();
  await tile(again, 'two.txt').waitFor({ state: 'detached' });
  // Whoever works there too takes it out again, and no more.
  await bobs.getByRole('button', { name: 'Trash' }).click();
  await bobs.getByRole('checkbox', { name: 'Select two.txt' }).check();
  await bobs.getByRole('button', { name: 'Restore 1 file' }).waitFor();
  expect(await bobs.getByRole('button', { name: 'Delete for good' }).count()).toBe(0);
  await again.getByRole('button', { name: 'Trash' }).click();
  await again.getByRole('checkbox', { name: 'Select two.txt' }).check();
  await again.getByRole('button', { name: 'Delete for good' }).click();
  const dialog = again.getByRole('dialog', { name: 'Delete this file for good?' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await again.getByText('1 file is gone for good.').waitFor();
  await again.getByText('The trash is empty').waitFor();
});

test('several are downloaded as one archive', async () => {
  const page = await open(`/projects/${projectId}/files?view=list`);
  for (const name of ['meadow.jpg', 'prices.csv']) {
    await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  }
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download 2 files' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^files .*\.zip$/);
  const bytes = await readFile(await download.path());
  const archive = await fromBufferPromise(bytes, { lazyEntries: true });
  const names: string[] = [];
  for await (const entry of archive.eachEntry()) names.push(entry.fileName);
  expect(names.toSorted()).toEqual(['meadow.jpg', 'prices.csv']);
});

test('by keys alone: to a file, choosing it, opening it, back', async () => {
  const page = await open('/files?view=list');
  await tile(page, 'meadow.jpg').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('3 selected').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await panel(page).waitFor();
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
});
