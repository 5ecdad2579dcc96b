/** One's own picture: cropped, seen at once by oneself and by everybody, and removed again. */
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { startProduct } from '#tests/support/product.ts';
import { adaAndBob, openAs } from '#tests/support/room-people.ts';

test('cropped by one, seen by the other, gone for both', async () => {
  await using product = await startProduct();
  const { ada, bob } = await adaAndBob(product.url);
  await using chromium = await openBrowser();
  const bobs = await openAs(chromium, product.url, bob, '/settings');
  const bobsPhone = await openAs(chromium, product.url, bob, '/', {
    viewport: { width: 820, height: 1100 },
  });
  const adas = await openAs(chromium, product.url, ada, '/admin/people');
  const bobsRow = adas.getByRole('listitem').filter({ hasText: 'bob@example.org' });
  await bobsRow.waitFor();
  await expect.poll(() => bobsRow.locator('img').count()).toBe(0);

  const picture = { mimeType: 'image/jpeg', buffer: await jpeg({ width: 640, height: 400 }) };
  const choose = bobs.getByTestId('avatar-drop').locator('input[type=file]');
  const tiny = { mimeType: 'image/jpeg', buffer: await jpeg({ width: 40, height: 40 }) };
  await choose.setInputFiles({ name: 'tiny.jpg', ...tiny });
  await bobs.getByText('at least 50 pixels each way').waitFor();
  await bobs.getByRole('button', { name: 'Cancel' }).click();
  await choose.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: picture.buffer });
  await bobs.getByText('This type is not accepted here. Accepted: JPEG or PNG.').waitFor();

  // What is sent is the part that one chooses, however large the picture is.
  const large = Buffer.concat([picture.buffer, Buffer.alloc(3_000_000)]);
  await choose.setInputFiles({ name: 'me.jpg', ...picture, buffer: large });
  const dialog = bobs.getByRole('dialog', { name: 'Crop the picture' });
  await dialog.getByRole('application').focus();
  const left = () => dialog.locator('img').evaluate((image) => image.style.left);
  const before = await left();
  await bobs.keyboard.press('ArrowRight');
  expect(await left()).not.toBe(before);
  await dialog.getByRole('slider', { name: 'Zoom' }).fill('1.5');
  await dialog.getByRole('button', { name: 'Use this picture' }).click();
  await bobs.getByText('Everyone sees your new picture now.').waitFor();

  // In every open browser, without a reload.
  await bobsRow.locator('img').waitFor();
  await bobsPhone.getByRole('navigation').locator('img').first().waitFor();
  const url = await bobsRow.locator('img').getAttribute('src');
  const served = await adas.request.get(new URL(url ?? '', product.url).href);
  expect(served.status()).toBe(200);

  await bobs.getByRole('button', { name: 'Remove', exact: true }).click();
  await bobs.getByText('Your picture is removed.').waitFor();
  await bobsRow.locator('img').waitFor({ state: 'detached' });
  await bobs.getByRole('button', { name: 'Add a picture' }).waitFor();
}, 90_000);
