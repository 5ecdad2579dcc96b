import { randomUUID } from 'node:crypto';
/** Two people who talk in a room: answers, reactions, mentions, what is unread, what is found again. */
import { mkdir } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '#tests/support/browser.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { type RunningProduct, startProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import { adaAndBob, openAs, type Person, runningMeeting } from '#tests/support/room-people.ts';
import { violationsOn } from './page-faults.ts';

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
  await page.getByText('Live').filter({ visible: true }).first().waitFor();
  return page;
}

const fieldOf = (page: Page) => page.getByRole('textbox', { name: /^Message to everyone/ });

async function say(page: Page, text: string): Promise<void> {
  await fieldOf(page).fill(text);
  await fieldOf(page).press('Enter');
}

const messageIn = (page: Page, text: string) => page.locator('article', { hasText: text }).last();

/** The server knows that this person has read all that was said. */
function untilRead(page: Page, meetingId: string) {
  const unread = async () => {
    const answer = await page.request.get(`${product.url}/trpc/meetings.reading.unread`);
    const { result } = (await answer.json()) as { result: { data: { meeting_id: string }[] } };
    return result.data.map((chat) => chat.meeting_id);
  };
  return expect.poll(unread).not.toContain(meetingId);
}

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
  const party = (page: Page) => page.getByRole('button', { name: /^🎉.*from/ });
  await party(adas).click();
  await expect
    .poll(() => party(bobs).textContent())
    .toMatch(/^🎉 2from Bob Martin and Administrator/);
  // Any other, as the system's keyboard writes it; letters are none.
  await bobsMessage.hover();
  await bobsMessage.getByRole('button', { name: 'Add a reaction' }).click();
  await bobs.getByRole('textbox', { name: 'Any other emoji' }).pressSequentially('ok');
  await bobs.getByRole('textbox', { name: 'Any other emoji' }).fill('🦫');
  await adas.getByRole('button', { name: '🦫 1 from Bob Martin' }).waitFor();
  await shoot(adas, 'reactions');
  await party(bobs).click();
  await expect.poll(() => party(adas).getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => party(adas).textContent()).toMatch(/^🎉 1/);
  await adas.reload();
  await party(adas).waitFor();
  await expect.poll(() => party(adas).textContent()).toMatch(/^🎉 1/);
  for (const page of [adas, bobs]) await page.close();
});

test('who comes back is led to what is new, on every device', async () => {
  const title = `Unread round ${randomUUID()}`;
  const meetingId = await runningMeeting(product.url, ada, {
    title,
    participantIds: [bob.id],
  });
  const post = (text: string) =>
    call(product.url, `meetings/${meetingId}/messages/`, { token: ada.token, body: { text } });
  const first = await enter(bob, meetingId);
  await post('Before');
  await messageIn(first, 'Before').waitFor();
  await untilRead(first, meetingId);
  await first.goto(`${product.url}/meetings`);
  const row = (page: Page) => page.getByRole('link', { name: title });
  await row(first).waitFor();
  await expect.poll(() => row(first).textContent()).not.toContain('new');
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
  // The list asks twice a minute: what it shows first is to be how it is now.
  await untilRead(second, meetingId);
  await first.reload();
  await row(first).waitFor();
  await expect.poll(() => row(first).textContent()).not.toContain('new');
  for (const page of [first, second]) await page.close();
});

test('who leaves a room and is back at once has read what is at its end', async () => {
  const title = `Left and entered ${randomUUID()}`;
  const meetingId = await runningMeeting(product.url, ada, { title, participantIds: [bob.id] });
  const post = (text: string) =>
    call(product.url, `meetings/${meetingId}/messages/`, { token: ada.token, body: { text } });
  for (let number = 1; number <= 40; number += 1) await post(`Said ${number}`);
  const page = await enter(bob, meetingId);
  await messageIn(page, 'Said 40').waitFor();
  await untilRead(page, meetingId);
  await page.getByRole('log').evaluate((list) => list.scrollTo({ top: 0 }));
  await messageIn(page, 'Said 40').waitFor({ state: 'detached' });
  await post('News');
  await page.getByRole('button', { name: '1 new message' }).waitFor();
  // The room's chat is still there when the page is: its end is shown with the first that is drawn.
  await page.getByRole('link', { name: 'Meetings' }).first().click();
  await page.getByRole('link', { name: title }).click();
  await messageIn(page, 'News').waitFor();
  await untilRead(page, meetingId);
  await page.close();
});

async function picture(name: string) {
  return { name, mimeType: 'image/jpeg', buffer: await jpeg({ width: 900, height: 600 }) };
}

test('files go with a message: chosen, pasted, dropped, and taken off again', async () => {
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const [adas, bobs] = [await enter(ada, meetingId), await enter(bob, meetingId)];
  const choose = bobs.locator('input[type=file]').first();
  const composed = bobs.getByRole('list', { name: 'Files' }).last();
  await choose.setInputFiles([
    await picture('willows.jpg'),
    { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Plant them.\n') },
    { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('Not this.\n') },
  ]);
  await composed.getByText('wrong.txt').waitFor();
  await composed.getByText('%').first().waitFor({ state: 'detached' });
  await composed.getByRole('button', { name: 'Remove wrong.txt' }).click();
  await composed.getByText('wrong.txt').waitFor({ state: 'detached' });
  await composed.locator('img').waitFor();
  // A reload loses neither the words nor the files.
  await fieldOf(bobs).fill('As they are now');
  await shoot(bobs, 'composing-files');
  await bobs.reload();
  await composed.getByText('plan.txt').waitFor();
  await fieldOf(bobs).press('Enter');
  const message = messageIn(adas, 'As they are now');
  await message.getByRole('button', { name: /plan\.txt/ }).waitFor();
  await message.getByRole('button', { name: 'Look at willows.jpg' }).locator('img').waitFor();
  await shoot(adas, 'files');
  await expect.poll(() => composed.count()).toBe(1);
  await message.getByRole('button', { name: 'Look at willows.jpg' }).click();
  await adas.getByRole('dialog', { name: 'willows.jpg' }).waitFor();
  await adas.keyboard.press('Escape');

  // Pasted and dropped; without a word, a file says it all.
  await adas.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['Pasted.\n'], 'pasted.txt', { type: 'text/plain' }));
    const field = document.querySelector('textarea');
    field?.focus();
    field?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    const dropped = new DataTransfer();
    dropped.items.add(new File(['Dropped.\n'], 'dropped.txt', { type: 'text/plain' }));
    const event = { dataTransfer: dropped, bubbles: true, cancelable: true };
    field?.dispatchEvent(new DragEvent('drop', event));
  });
  const names = adas.locator('form').getByRole('list', { name: 'Files' });
  await names.getByText('pasted.txt').waitFor();
  await names.getByText('dropped.txt').waitFor();
  await expect.poll(() => names.getByText('%').count()).toBe(0);
  await fieldOf(adas).press('Enter');
  await bobs.getByRole('button', { name: /dropped\.txt/ }).waitFor();
  await bobs.getByRole('button', { name: /pasted\.txt/ }).waitFor();
  // Who is not in the meeting does not get them.
  const { results } = await call<{ results: { id: string }[] }>(
    product.url,
    `core/files/?meeting_id=${meetingId}`,
    { token: bob.token },
  );
  expect(results).toHaveLength(4);
  for (const page of [adas, bobs]) await page.close();
});

test('what was said long ago is found, and one is led there', async () => {
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const post = (text: string) =>
    call(product.url, `meetings/${meetingId}/messages/`, { token: ada.token, body: { text } });
  await post('The hawthorn stands by the gauge');
  for (let from = 0; from < 300; from += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, index) => post(`Number ${from + index}`)));
  }
  const desk = await enter(bob, meetingId);
  await desk.getByRole('tab', { name: 'Search' }).click();
  const search = desk.getByRole('searchbox', { name: 'Search what was said' });
  await search.fill('nothing like it');
  await desk.getByText('Nothing was said with these words.').waitFor();
  await search.fill('haw gau');
  await desk
    .getByRole('search')
    .getByRole('button', { name: /hawthorn/ })
    .click();
  const found = desk.locator('article', { hasText: 'hawthorn' });
  await found.waitFor();
  await expect
    .poll(() => found.evaluate((element) => element === document.activeElement))
    .toBe(true);
  await expect.poll(() => found.isVisible()).toBe(true);
  await shoot(desk, 'found');

  // The same from anywhere, by the menu over everything.
  await desk.goto(product.url);
  await desk.getByRole('main').waitFor();
  await desk.keyboard.press('Control+k');
  await desk.getByRole('combobox', { name: 'Go, find or do…' }).fill('haw gau');
  await desk.getByRole('group', { name: 'Said in chats' }).getByRole('option').click();
  await found.waitFor();
  await expect
    .poll(() => found.evaluate((element) => element === document.activeElement))
    .toBe(true);
  await expect.poll(() => new URL(desk.url()).search).toBe('');
  await desk.close();

  const phone = await enter(bob, meetingId, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
  });
  await phone.getByRole('button', { name: 'Search', exact: true }).last().click();
  await phone.getByRole('searchbox', { name: 'Search what was said' }).fill('hawthorn');
  await shoot(phone, 'search-phone');
  await phone
    .getByRole('search')
    .getByRole('button', { name: /hawthorn/ })
    .click();
  await phone.locator('article', { hasText: 'hawthorn' }).waitFor();
  await phone.close();
});

test('a name is completed, and who is mentioned hears of it', async () => {
  const meetingId = await runningMeeting(product.url, ada, {
    title: 'Mention round',
    participantIds: [bob.id],
  });
  const adas = await enter(ada, meetingId);
  await fieldOf(adas).focus();
  await adas.keyboard.type('Ask @bo');
  await adas.getByRole('option', { name: 'Bob Martin' }).waitFor();
  await shoot(adas, 'mention');
  await adas.keyboard.press('Enter');
  await adas.keyboard.type('about it');
  await adas.keyboard.press('Enter');
  await messageIn(adas, 'Ask @Bob Martin about it').waitFor();
  await expect
    .poll(async () => {
      const { results } = await call<{ results: { title: string }[] }>(
        product.url,
        'notifications/',
        { token: bob.token },
      );
      return results.map(({ title }) => title);
    })
    .toContain('Administrator mentioned you in Mention round');
  await adas.close();
});

test.each([
  { colorScheme: 'light', width: 1440, locale: 'en-GB' },
  { colorScheme: 'dark', width: 360, locale: 'fr-FR' },
] as const)(
  'no axe violation, $colorScheme at $width px in $locale',
  async ({ colorScheme, width, locale }) => {
    const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
    const page = await openAs(chromium, product.url, bob, `/meetings/${meetingId}/room`, {
      colorScheme,
      locale,
      reducedMotion: 'reduce',
      viewport: { width, height: 800 },
    });
    const field = page.locator('form textarea');
    await field.fill('https://example.org @Administrator');
    await field.press('Enter');
    const first = page.locator('article').first();
    // Once it is stored it can be answered.
    await first.hover();
    await first.getByRole('group').waitFor({ state: 'attached' });
    await first.focus();
    await page.keyboard.press('r');
    await page.getByText(/^(Answering|Réponse à) Bob Martin/).waitFor();
    await field.fill('An answer');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([await picture('willows.jpg')]);
    await page.locator('form img').waitFor();
    await field.press('Enter');
    await page.locator('article img').waitFor();
    const last = page.locator('article').last();
    await last.hover();
    await last.getByRole('group').getByRole('button').first().click();
    expect(await violationsOn(page), 'choosing an emoji').toEqual([]);
    await last.getByRole('group').getByRole('button').first().click();
    await last.getByRole('button', { pressed: true }).waitFor();
    // What a tool is for is told beside it once the pointer rests on it.
    await last.getByRole('group').getByRole('button').first().hover();
    await page
      .locator('[data-open]', { hasText: /^(Add a reaction|Ajouter une réaction)$/ })
      .first()
      .waitFor();
    expect(await violationsOn(page), 'a tool and what it is for').toEqual([]);
    await last.focus();
    await page.keyboard.press('r');
    await field.fill('@');
    await page.getByRole('option').first().waitFor();
    expect(await violationsOn(page), 'answering, with names to choose from').toEqual([]);
    await shoot(page, `${colorScheme}-${width}`);
    await page.close();
  },
);
