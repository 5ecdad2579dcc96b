/**
 * The main job, in front of two people: a photo is dropped on the page by one and appears, with
 * its picture, in every open browser of the other, without a reload.
 */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import { openStage, signInByForm } from '#tests/support/room-people.ts';

const shots = new URL('../../.shots/', import.meta.url);

async function enter(page: Page, person: { email: string; password: string }) {
  await signInByForm(page, person);
  // Gone after a reload: what comes later must come without one.
  await page.evaluate(() => {
    Object.assign(window, { neverReloaded: true });
  });
}

/** Drops a file on the page as a person does: with a DataTransfer, not through an input. */
async function drop(page: Page, name: string, bytes: Buffer) {
  const transfer = await page.evaluateHandle(
    ({ base64, fileName }) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([content], fileName, { type: 'image/jpeg' }));
      return data;
    },
    { base64: bytes.toString('base64'), fileName: name },
  );
  const zone = page.getByTestId('drop-zone').first();
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await zone.dispatchEvent(type, { dataTransfer: transfer });
  }
}

test('a photo dropped by one is in front of the other, in each of their browsers', async () => {
  await using stage = await openStage();
  const { product, chromium, ada, bob } = stage;
  const project = await call<{ id: string }>(product.url, 'projects/', {
    token: ada.token,
    body: { name: 'Garden', description: 'Spring plans' },
  });
  await call(product.url, `projects/${project.id}/members/`, {
    token: ada.token,
    body: { user_id: bob.id, role: 'editor' },
  });

  const adaPage = await chromium.open(product.url);
  await enter(adaPage, ada);
  const bobDesk = await chromium.open(product.url);
  await enter(bobDesk, bob);
  const bobPhone = await chromium.open(product.url, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await enter(bobPhone, bob);

  await adaPage.goto(`${product.url}/projects/${project.id}/files`);
  await drop(adaPage, 'meadow.jpg', await jpeg({ width: 1600, height: 1200 }));

  for (const page of [bobDesk, bobPhone]) {
    // The other one says that he was added to the project.
    await page.getByTestId('unread-badge').getByText('2').waitFor();
    await page.getByRole('button', { name: /Notifications, 2 unread/ }).click();
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    await panel.getByText('meadow.jpg is now in Garden.').waitFor();
    const picture = panel.locator('img').first();
    await picture.waitFor();
    await page.waitForFunction(
      (image) => image instanceof HTMLImageElement && image.naturalWidth > 0,
      await picture.elementHandle(),
    );
    expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true);
  }
  await mkdir(shots, { recursive: true });
  await bobDesk.screenshot({ path: new URL('two-people-desk.png', shots).pathname });
  await bobPhone.screenshot({ path: new URL('two-people-phone.png', shots).pathname });

  // Read on one, read on the other.
  await bobDesk.getByRole('button', { name: 'Mark all as read' }).click();
  await bobPhone.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
  await expect.poll(() => bobPhone.getByTestId('unread-badge').textContent()).toBe('');
  await adaPage.getByText('meadow.jpg').first().waitFor();
  expect(chromium.faults).toEqual([]);
});

test('a session ended elsewhere leads its open browser to the sign-in page', async () => {
  await using product = await startProduct();
  await using chromium = await openBrowser();
  const page = await chromium.open(product.url);
  await enter(page, administrator);
  const other = await chromium.open(product.url);
  await enter(other, administrator);
  await other.goto(`${product.url}/settings`);
  // Its own session cannot be ended there: the one button is the first window's.
  await other.getByRole('button', { name: /^End/ }).click();
  await page.getByLabel('Email address').waitFor();
  await other.getByRole('heading', { name: 'Settings' }).waitFor();
});
