/** Two people who talk in a room: answers, reactions, mentions, what is unread, what is found again. */
import { mkdir } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser, type TestBrowser } from '#tests/support/browser.ts';
import { type RunningProduct, startProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import { adaAndBob, openAs, type Person, runningMeeting } from '#tests/support/room-people.ts';

// Real browsers on a busy machine: this limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 180_000 });

const shots = new URL('../../.shots/stories/', import.meta.url);

let product: RunningProduct;
let chromium: TestBrowser;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  product = await startProduct();
  chromium = await openBrowser();
  ({ ada, bob } = await adaAndBob(product.url));
});

afterAll(async () => {
  await chromium[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
});

async function enter(
  person: Person,
  meetingId: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openAs(chromium, product.url, person, `/meetings/${meetingId}/room`, options);
  await page.getByRole('region', { name: 'Chat' }).getByRole('textbox').waitFor();
  await page.getByText('Live').first().waitFor();
  return page;
}

const fieldOf = (page: Page) => page.getByRole('textbox', { name: /^Message to everyone/ });

async function say(page: Page, text: string): Promise<void> {
  await fieldOf(page).fill(text);
  await fieldOf(page).press('Enter');
}

const messageIn = (page: Page, text: string) => page.locator('article', { hasText: text }).last();

function shoot(page: Page, name: string) {
  return page.screenshot({ path: new URL(`conversation-${name}.png`, shots).pathname });
}

test('an answer shows what it answers, and leads there', async () => {
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const [adas, bobs] = [await enter(ada, meetingId), await enter(bob, meetingId)];
  await say(adas, 'Shall we plant the willows in March?');
  await say(adas, 'And the hawthorn after it.');
  // By keyboard alone: to the message, an answer to it.
  await messageIn(bobs, 'willows').focus();
  await bobs.keyboard.press('r');
  await bobs.getByText('Answering Administrator').waitFor();
  await shoot(bobs, 'answering');
  await bobs.keyboard.type('Yes, before the ground dries.');
  await bobs.keyboard.press('Enter');
  for (const page of [adas, bobs]) {
    const answer = messageIn(page, 'before the ground dries');
    await answer.getByRole('button', { name: /^Answers .*willows/ }).waitFor();
  }
  // A message that is changed is quoted as it is now; one that is deleted not at all.
  await adas.locator('article', { hasText: 'willows in March' }).first().focus();
  await adas.keyboard.press('e');
  await adas
    .getByRole('textbox', { name: 'Message', exact: true })
    .fill('Plant the willows in May?');
  await adas.keyboard.press('Enter');
  await bobs.getByRole('button', { name: /^Answers .*in May/ }).waitFor();
  await bobs.getByRole('button', { name: /^Answers .*in May/ }).click();
  await expect
    .poll(() => bobs.evaluate(() => document.activeElement?.textContent))
    .toContain('willows in May');
  const first = adas.locator('article', { hasText: 'willows in May' }).first();
  await first.hover();
  await first.getByRole('button', { name: 'Delete message' }).click();
  await adas.getByRole('button', { name: 'Delete this message' }).click();
  await bobs.getByRole('button', { name: 'Answers a message that was deleted' }).waitFor();
  for (const page of [adas, bobs]) await page.close();
});

test('a reaction is there once for each person, and for everybody', async () => {
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const [adas, bobs] = [await enter(ada, meetingId), await enter(bob, meetingId)];
  await say(adas, 'It is done!');
  const bobsMessage = messageIn(bobs, 'It is done!');
  await bobsMessage.hover();
  await bobsMessage.getByRole('button', { name: 'Add a reaction' }).click();
  await shoot(bobs, 'reacting');
  await bobs.getByRole('button', { name: 'React with 🎉' }).click();
  const party = (page: Page) => page.getByRole('button', { name: /^🎉 from/ });
  await party(adas).click();
  await expect
    .poll(() => party(bobs).getAttribute('aria-label'))
    .toMatch(/Bob Martin.*Administrator/);
  expect(await party(bobs).textContent()).toBe('🎉2');
  // Any other, as the system's keyboard writes it; letters are none.
  await bobsMessage.hover();
  await bobsMessage.getByRole('button', { name: 'Add a reaction' }).click();
  await bobs.getByRole('textbox', { name: 'Any other emoji' }).pressSequentially('ok');
  await bobs.getByRole('textbox', { name: 'Any other emoji' }).fill('🦫');
  await adas.getByRole('button', { name: '🦫 from Bob Martin' }).waitFor();
  await shoot(adas, 'reactions');
  await party(bobs).click();
  await expect.poll(() => party(adas).getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => party(adas).textContent()).toBe('🎉1');
  await adas.reload();
  await expect.poll(() => party(adas).textContent()).toBe('🎉1');
  for (const page of [adas, bobs]) await page.close();
});

test('who comes back is led to what is new, on every device', async () => {
  const meetingId = await runningMeeting(product.url, ada, {
    title: 'Unread round',
    participantIds: [bob.id],
  });
  const post = (text: string) =>
    call(product.url, `meetings/${meetingId}/messages/`, { token: ada.token, body: { text } });
  const first = await enter(bob, meetingId);
  await post('Before');
  await messageIn(first, 'Before').waitFor();
  await first.goto(`${product.url}/meetings`);
  const row = (page: Page) => page.getByRole('link', { name: /Unread round/ }).first();
  await row(first).waitFor();
  expect(await row(first).textContent()).not.toContain('new');
  for (let number = 1; number <= 70; number += 1) await post(`News ${number}`);
  await first.reload();
  await row(first).getByText('70 new messages').waitFor({ state: 'attached' });
  await shoot(first, 'unread-list');

  // On another device, as what is read is the person's and not the page's.
  const second = await enter(bob, meetingId);
  await second.getByRole('button', { name: '70 new: to the first' }).click();
  await second.getByText('New since you were last here').waitFor();
  await messageIn(second, 'News 1').waitFor();
  await shoot(second, 'unread');
  await first.reload();
  await row(first).waitFor();
  await expect.poll(() => row(first).textContent()).not.toContain('new');
  for (const page of [first, second]) await page.close();
});
