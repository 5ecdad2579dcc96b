/** Two people write a meeting's notes at once, and nothing of either is lost. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openAs, openStage, type Person, runningMeeting } from '#tests/support/room-people.ts';

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada, bob } = stage;

async function notesOf(person: Person, meetingId: string): Promise<Page> {
  const page = await openAs(chromium, product.url, person, `/meetings/${meetingId}/room`);
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByRole('textbox', { name: 'A new paragraph of the notes' }).waitFor();
  return page;
}

async function write(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'A new paragraph of the notes' });
  await field.fill(text);
  await field.press('Enter');
}

test('what both write stands there for both, also in the same paragraph', async () => {
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const [desk, away] = [await notesOf(ada, meetingId), await notesOf(bob, meetingId)];
  await write(desk, 'We meet on Monday.');
  await away.getByText('We meet on Monday.').waitFor();
  await write(away, 'Bob brings the plans.');
  await desk.getByText('Bob brings the plans.').waitFor();

  // Both begin from the same words; who is second finds theirs below.
  for (const page of [desk, away]) {
    await page.getByText('We meet on Monday.').hover();
    await page.getByRole('button', { name: 'Edit this paragraph' }).first().click();
  }
  const field = (page: Page) => page.getByRole('textbox', { name: 'Paragraph', exact: true });
  await field(desk).fill('We meet on Tuesday.');
  await field(away).fill('We meet on Friday.');
  await field(desk).press('Enter');
  await desk.getByText('We meet on Tuesday.').waitFor();
  // A reload takes nothing of what one is writing.
  await away.reload();
  await away.getByRole('tab', { name: 'Notes' }).click();
  await expect.poll(() => field(away).inputValue()).toBe('We meet on Friday.');
  await field(away).press('Enter');
  for (const page of [desk, away]) {
    await page.getByText('We meet on Tuesday.').waitFor();
    await page.getByText('We meet on Friday.').waitFor();
  }
  // Over or not, the notes are on the meeting's page.
  await desk.goto(`${product.url}/meetings/${meetingId}`);
  await desk.getByText('Bob brings the plans.').waitFor();
  // The refusal of the second change is the one thing that went wrong.
  expect(chromium.faults.filter((fault) => !fault.includes('409'))).toEqual([]);
});
