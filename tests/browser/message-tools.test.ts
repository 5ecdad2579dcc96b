/** What a pointer finds on a message by hovering, a finger finds by touching and a key by Tab. */
import { mkdir } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { call } from '#tests/support/rest.ts';
import { openAs, openStage, runningMeeting } from '#tests/support/room-people.ts';

const shots = new URL('../../.shots/stories/', import.meta.url);
const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada, bob } = stage;

test('a message is answered, reacted to, changed and deleted by touch', async () => {
  await mkdir(shots, { recursive: true });
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const say = (token: string, text: string) =>
    call(product.url, `meetings/${meetingId}/messages/`, { token, body: { text } });
  await say(ada.token, 'Shall we plant the willows?');
  await say(ada.token, 'Or the hawthorn?');
  await say(bob.token, 'Willows, I thing');
  const phone = await openAs(chromium, product.url, bob, `/meetings/${meetingId}/room`, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const message = (text: string) => phone.locator('article', { hasText: text }).last();
  const tools = (text: string) =>
    message(text).getByRole('group', { name: 'What to do with this message' });
  const shoot = (name: string) =>
    phone.screenshot({ path: new URL(`message-tools-${name}.png`, shots).pathname });
  const use = async (text: string, tool: string) => {
    await message(text).getByTestId('message-text').tap();
    await tools(text).getByRole('button', { name: tool }).tap();
  };

  await message('hawthorn').getByTestId('message-text').tap();
  await tools('hawthorn').waitFor();
  await shoot('tools');
  // Those of another one go, and what is not seen is not touched either.
  const box = await tools('hawthorn').boundingBox();
  if (!box) throw new Error('the tools are nowhere');
  await message('thing').getByTestId('message-text').tap();
  await tools('hawthorn').waitFor({ state: 'hidden' });
  await phone.touchscreen.tap(box.x + box.width - 20, box.y + box.height / 2);
  expect(await phone.getByText('Answering').count()).toBe(0);

  await use('hawthorn', 'Add a reaction');
  await shoot('emoji');
  await phone.getByRole('button', { name: 'React with 🎉' }).tap();
  await message('hawthorn').getByRole('button', { name: /^🎉/ }).waitFor();

  await use('Shall we', 'Answer');
  await phone.getByText('Answering Administrator').waitFor();
  await phone.getByRole('textbox', { name: /^Message to everyone/ }).fill('In March');
  await phone.getByRole('button', { name: 'Send' }).tap();
  await message('In March')
    .getByRole('button', { name: /^Answers .*willows/ })
    .waitFor();

  await use('thing', 'Edit message');
  await phone.getByRole('textbox', { name: 'Message', exact: true }).fill('Willows, I think');
  await phone.getByRole('button', { name: 'Save' }).tap();
  await message('I think').waitFor();

  await use('I think', 'Delete message');
  await shoot('delete');
  await phone.getByRole('button', { name: 'Delete this message' }).tap();
  await message('I think').waitFor({ state: 'detached' });
  await phone.close();
});

test('a message is reacted to and deleted by keyboard, which stays at the message', async () => {
  const meetingId = await runningMeeting(product.url, ada, {});
  const said = { token: ada.token, body: { text: 'In the wrong room' } };
  await call(product.url, `meetings/${meetingId}/messages/`, said);
  const page = await openAs(chromium, product.url, ada, `/meetings/${meetingId}/room`);
  const message = page.locator('article', { hasText: 'wrong room' });
  const focused = () => page.evaluate(() => document.activeElement?.ariaLabel ?? '');
  const pressTool = async (name: string) => {
    await message.focus();
    await message.getByRole('button', { name }).waitFor();
    while ((await focused()) !== name) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  };
  await pressTool('Add a reaction');
  await expect.poll(focused).toMatch(/^React with/);
  await page.keyboard.press('Escape');
  await expect.poll(focused).toMatch(/^Administrator, /);
  await pressTool('Delete message');
  const keep = page.getByRole('button', { name: 'Keep', exact: true });
  await expect.poll(() => keep.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText('This message was deleted.').waitFor();
  await expect.poll(focused).toMatch(/^Administrator, /);
  await page.close();
});
