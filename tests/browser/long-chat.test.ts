/** A chat of 10,000 messages: opened, gone through and written in; how quick that is, `npm run bench` says. */
import { v7 as uuidv7 } from 'uuid';
import { expect, test, vi } from 'vitest';
import { MessagePosted } from '#domain/meetings/message.events.ts';
import { beginStreams } from '#infra/log/append.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { openTestPlatform, type TestPlatform } from '#tests/support/platform.ts';
import { startProduct } from '#tests/support/product.ts';
import { adaAndBob, openAs, runningMeeting } from '#tests/support/room-people.ts';

vi.setConfig({ testTimeout: 600_000 });

const count = 10_000;
/** So many messages of one person, the first of them about hawthorn. */
async function fill(
  { platform: { eventLog, tail } }: TestPlatform,
  { meetingId, authorId }: { meetingId: string; authorId: string },
): Promise<void> {
  const streams = Array.from({ length: count }, (_, index) => {
    const messageId = uuidv7();
    const said = index === 0 ? 'The hawthorn' : `Number ${index}`;
    const text = `${said}. ${'word '.repeat(index % 40)}`;
    const event = MessagePosted.of({ messageId, meetingId, authorId, text, clientId: null });
    return { stream: `message-${messageId}`, events: [event], metadata: { actorId: authorId } };
  });
  const before = tail.position;
  await eventLog.sql.begin((tx) => beginStreams(tx, eventLog.keys, streams));
  eventLog.appended();
  await expect
    .poll(() => tail.position, { timeout: 120_000 })
    .toBeGreaterThanOrEqual(before + count);
}

test('shows what is in sight of it, finds its first message and takes what one writes', async () => {
  await using platform = await openTestPlatform();
  await using product = await startProduct({ DATABASE_URL: platform.ownerUrl });
  await using chromium = await openBrowser();
  const { ada, bob } = await adaAndBob(product.url);
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  await fill(platform, { meetingId, authorId: ada.id });
  const page = await openAs(chromium, product.url, bob, `/meetings/${meetingId}/room`);
  await page.locator('article').first().waitFor();
  // All of them at once.
  await page.getByRole('tab', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('hawthorn');
  await page
    .getByRole('search')
    .getByRole('button', { name: /hawthorn/ })
    .click();
  await page.locator('article', { hasText: 'hawthorn' }).waitFor({ timeout: 120_000 });
  const log = page.getByRole('log');
  await log.hover();
  for (let step = 0; step < 60; step += 1) await page.mouse.wheel(0, 2_000);
  await log.evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  // The page holds no more than what is in sight.
  await expect.poll(() => page.locator('article').count()).toBeLessThan(80);

  await page.getByRole('textbox', { name: /^Message to everyone/ }).click();
  await page.keyboard.type('It holds.');
  await page.keyboard.press('Enter');
  await page.locator('article', { hasText: 'It holds.' }).waitFor();
  await expect.poll(() => page.locator('article').count()).toBeLessThan(80);
});
