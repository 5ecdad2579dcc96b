/** Two people in a meeting's room, each with two tabs, and what a bad network does to them. */
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { openLine } from '#tests/support/line.ts';
import { call } from '#tests/support/rest.ts';
import { anotherTab, openAs, openStage, runningMeeting } from '#tests/support/room-people.ts';
import { untilKept } from './until-kept.ts';

/** So high that everything that was said stands in the page, however short its rows. */
const tall = { viewport: { width: 1280, height: 3_000 } };

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada, bob } = stage;

const roomOf = (meetingId: string) => `/meetings/${meetingId}/room`;

async function inRoom(page: Page): Promise<void> {
  const room = page.getByRole('region', { name: 'Chat' });
  await room.getByRole('textbox').waitFor();
  await page.getByRole('complementary', { name: 'People' }).getByText('Live').waitFor();
}

async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Message to everyone/ });
  await field.fill(text);
  await field.press('Enter');
}

/** What the page shows of the chat, from top to bottom. */
function shown(page: Page): Promise<string[]> {
  return page.getByTestId('message-text').allTextContents();
}

async function untilShown(page: Page, texts: readonly string[]): Promise<void> {
  await expect.poll(() => shown(page)).toEqual(texts);
}

/** What the server has of the chat. */
async function stored(meetingId: string): Promise<string[]> {
  const { results } = await call<{ results: { text: string; kind: string }[] }>(
    product.url,
    `meetings/${meetingId}/messages/?limit=200`,
    { token: ada.token },
  );
  return results.filter(({ kind }) => kind === 'message').map(({ text }) => text);
}

test('two people with two tabs each read the same, once, in the same order', async () => {
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const adaDesk = await openAs(chromium, product.url, ada, roomOf(meetingId), tall);
  const bobDesk = await openAs(chromium, product.url, bob, roomOf(meetingId), tall);
  const tabs = [
    adaDesk,
    bobDesk,
    await anotherTab(adaDesk, roomOf(meetingId)),
    await anotherTab(bobDesk, roomOf(meetingId)),
  ];
  for (const tab of tabs) await inRoom(tab);
  await say(adaDesk, 'Good morning');
  await untilShown(bobDesk, ['Good morning']);
  await say(bobDesk, 'Morning!\nShall we begin?');
  for (const tab of tabs) await untilShown(tab, ['Good morning', 'Morning!\nShall we begin?']);

  // Typing is seen, and gone with the message; it moves nothing.
  const field = adaDesk.getByRole('textbox', { name: /^Message to everyone/ });
  await expect
    .poll(async () => {
      await field.press('a');
      return bobDesk.getByText('is typing…').count();
    })
    .toBe(1);

  await bobDesk.getByRole('textbox', { name: /^Message to everyone/ }).focus();
  await bobDesk.keyboard.press('ArrowUp');
  const editor = bobDesk.getByRole('textbox', { name: 'Message', exact: true });
  await editor.fill('Morning! Shall we start?');
  await editor.press('Enter');
  for (const tab of tabs) await untilShown(tab, ['Good morning', 'Morning! Shall we start?']);
  await adaDesk.getByText('edited').waitFor();
  for (const tab of tabs) await tab.close();
});

test('who was cut off gets everything once, in order, and what they wrote meanwhile is sent once', async () => {
  await using line = await openLine(product.url);
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const adaPage = await openAs(chromium, product.url, ada, roomOf(meetingId), tall);
  const bobPage = await openAs(chromium, line.url, bob, roomOf(meetingId), tall);
  const bobTab = await anotherTab(bobPage, roomOf(meetingId));
  for (const page of [adaPage, bobPage, bobTab]) await inRoom(page);

  line.cut();
  await bobPage.context().setOffline(true);
  await bobPage.getByText('What you write now is kept').waitFor();
  const texts = Array.from({ length: 30 }, (_, index) => `Item ${index + 1}`);
  for (const text of texts) await say(adaPage, text);
  await untilShown(adaPage, texts);
  // One's own is shown before it is stored, and a busy server may take the others' first.
  await expect.poll(async () => (await stored(meetingId)).length).toBe(texts.length);
  await say(bobPage, 'From the tunnel');
  await bobPage.getByText('Waits for the connection').waitFor();
  expect(await shown(bobPage)).toEqual(['From the tunnel']);

  line.restore();
  await bobPage.context().setOffline(false);
  const all = [...texts, 'From the tunnel'];
  for (const page of [bobPage, bobTab, adaPage]) await untilShown(page, all);
  expect((await stored(meetingId)).toSorted()).toEqual(all.toSorted());
  for (const page of [adaPage, bobPage]) await page.close();
});

test('what waits for the connection outlives a reload, and is there once', async () => {
  await using line = await openLine(product.url);
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const adaPage = await openAs(chromium, product.url, ada, roomOf(meetingId), tall);
  const page = await openAs(chromium, line.url, bob, roomOf(meetingId), tall);
  for (const one of [adaPage, page]) await inRoom(one);
  await untilKept(page);
  line.cut();
  await page.context().setOffline(true);
  await page.getByText('What you write now is kept').waitFor();
  await say(page, 'From the tunnel');
  await page.getByText('Waits for the connection').waitFor();
  await page.reload();
  await page.getByText('Waits for the connection').waitFor();

  // Back, the room can be had, but not a word be said in it.
  line.restore();
  await page.context().setOffline(false);
  const posts = '**/trpc/meetings.post**';
  await page.route(posts, (route) => route.abort());
  await page.goto(line.url + roomOf(meetingId));
  await page.getByText('Not sent.').waitFor();
  expect(await shown(page)).toEqual(['From the tunnel']);
  expect(await shown(adaPage)).toEqual([]);

  await page.unroute(posts);
  await page.getByRole('button', { name: 'Send again' }).click();
  for (const one of [page, adaPage]) await untilShown(one, ['From the tunnel']);
  await expect
    .poll(() => page.evaluate(() => JSON.stringify(localStorage)))
    .not.toContain('tunnel');
  await page.reload();
  await inRoom(page);
  await untilShown(page, ['From the tunnel']);
  await adaPage.close();
  await page.close();
});

test('who reloads the page neither leaves nor joins', async () => {
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const adaPage = await openAs(chromium, product.url, ada, roomOf(meetingId), tall);
  const bobPage = await openAs(chromium, product.url, bob, roomOf(meetingId), tall);
  await inRoom(bobPage);
  const people = adaPage.getByRole('complementary', { name: 'People' });
  await people.getByText(/^Here now\s*2$/).waitFor();
  for (let reloads = 0; reloads < 3; reloads += 1) {
    await bobPage.reload();
    await inRoom(bobPage);
  }
  await say(bobPage, 'Still here');
  await untilShown(adaPage, ['Still here']);
  await people.getByText(/^Here now\s*2$/).waitFor();
  const { results } = await call<{ results: { kind: string; system?: string }[] }>(
    product.url,
    `meetings/${meetingId}/messages/?limit=200`,
    { token: ada.token },
  );
  expect(results.flatMap(({ system }) => system ?? [])).toEqual(['joined', 'joined']);
  await adaPage.close();
  await bobPage.close();
});

test('what is typed outlives a reload', async () => {
  const meetingId = await runningMeeting(product.url, ada, {});
  const page = await openAs(chromium, product.url, ada, roomOf(meetingId));
  await inRoom(page);
  const field = page.getByRole('textbox', { name: /^Message to everyone/ });
  await field.fill('Half a thou');
  await page.reload();
  await inRoom(page);
  await expect.poll(() => field.inputValue()).toBe('Half a thou');
  await page.close();
});

test('the chat is stepped through by keyboard, from its end', async () => {
  const meetingId = await runningMeeting(product.url, ada, {});
  const page = await openAs(chromium, product.url, ada, roomOf(meetingId));
  await inRoom(page);
  const texts = ['First', 'Second', 'Third'];
  for (const text of texts) await say(page, text);
  await untilShown(page, texts);
  await page.getByRole('log').focus();
  const focused = page.locator('article:focus').getByTestId('message-text');
  for (const [key, text] of [
    ['k', 'Third'],
    ['k', 'Second'],
    ['k', 'First'],
    ['j', 'Second'],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => focused.textContent()).toBe(text);
  }
  // The tools of a message come with the focus, and the next key leads to them.
  const tools = page.locator('article', { hasText: 'Second' }).getByRole('group');
  await tools.getByRole('button', { name: 'Edit message' }).waitFor();
  await page.keyboard.press('Tab');
  expect(await tools.evaluate((group) => group.contains(document.activeElement))).toBe(true);
  await page.close();
});

test('who is taken off the meeting while in its room is told so, and keeps their draft', async () => {
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const page = await openAs(chromium, product.url, bob, roomOf(meetingId));
  await inRoom(page);
  await page.getByRole('textbox', { name: /^Message to everyone/ }).fill('One more thing');
  await call(product.url, `meetings/${meetingId}/`, {
    method: 'PATCH',
    token: ada.token,
    body: { participant_ids: [] },
  });
  await page.getByText('You are not in this meeting').waitFor();
  await page.getByText('One more thing').waitFor();
  await expect.poll(() => page.getByRole('textbox').count()).toBe(0);
  await page.close();
});

describe('a chat of 2,000 messages', () => {
  test('opens at its end, keeps its place while older ones load and new ones come', async () => {
    const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
    const post = (text: string) =>
      call(product.url, `meetings/${meetingId}/messages/`, { token: ada.token, body: { text } });
    for (let from = 1; from <= 2_000; from += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          post(`Number ${from + index}. ${'word '.repeat((from + index) % 40)}`),
        ),
      );
    }
    const page = await openAs(chromium, product.url, bob, roomOf(meetingId));
    await inRoom(page);
    const log = page.getByRole('log');
    const fromEnd = () =>
      log.evaluate(
        ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
      );
    await expect.poll(fromEnd).toBeLessThan(2);

    // Up, page by page, until the first: what one looks at stays where it is while more comes above.
    const heights = new Set<number>();
    for (;;) {
      const moved = await log.evaluate(async (element) => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        element.scrollTop = 200;
        await frame();
        await frame();
        const top = element.getBoundingClientRect().top;
        const rows = [...element.querySelectorAll('article')];
        const row = rows.find((one) => one.getBoundingClientRect().top > top);
        const id = row?.dataset.message;
        const before = row?.getBoundingClientRect().top ?? 0;
        const heightPx = element.scrollHeight;
        let jumpPx = 0;
        for (let frames = 0; frames < 240 && element.scrollHeight - heightPx < 400; frames += 1) {
          await frame();
          const same = element.querySelector(`[data-message="${id}"]`);
          // Gone out of the page it has jumped furthest.
          const now = same?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
          jumpPx = Math.max(jumpPx, Math.abs(now - before));
        }
        return { jumpPx, heightPx: element.scrollHeight };
      });
      expect(moved.jumpPx).toBeLessThanOrEqual(4);
      if (heights.has(moved.heightPx)) break;
      heights.add(moved.heightPx);
      if (heights.size > 8) break;
    }
    expect(heights.size).toBeGreaterThan(4);

    const topBefore = await log.evaluate(({ scrollTop }) => scrollTop);
    await post('And one more');
    await page.getByRole('button', { name: '1 new message' }).waitFor();
    expect(await log.evaluate(({ scrollTop }) => scrollTop)).toBe(topBefore);
    await page.getByRole('button', { name: '1 new message' }).click();
    await log.getByText('And one more').waitFor();
    await expect.poll(fromEnd).toBeLessThan(2);
    await post('And the last');
    await log.getByText('And the last').waitFor();
    await expect.poll(fromEnd).toBeLessThan(2);
    await page.close();
  });
});
