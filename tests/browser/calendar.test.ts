/** Meetings that come again: made by a form, seen in somebody else's calendar, changed one at a time. */
import { afterAll, expect, test } from 'vitest';
import { openAs, openStage } from '#tests/support/room-people.ts';

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada, bob } = stage;

/** Bob's clock is six hours behind Ada's until the last Sunday of March, then for a while as well. */
const paris = { timezoneId: 'Europe/Paris' };
const newYork = { timezoneId: 'America/New_York' };

test('a weekly meeting keeps its hour for who made it, and shows where that is for others', async () => {
  const desk = await openAs(chromium, product.url, ada, '/meetings?schedule=true', paris);
  const form = desk.getByRole('dialog', { name: 'Schedule a meeting' });
  await form.getByLabel('Title').fill('Monday round');
  await form.getByLabel('Day').first().fill('2031-03-24');
  await form.getByLabel('From').fill('09:00');
  await form.getByLabel('To').fill('09:30');
  await form.getByRole('combobox', { name: 'Repeats' }).click();
  await desk.getByRole('option', { name: 'Weekly' }).click();
  await form.getByRole('combobox', { name: 'Ends' }).click();
  await desk.getByRole('option', { name: 'After a number of times' }).click();
  await form.getByLabel('How many times').fill('3');
  await form.getByText('Every week on Monday, 3 times').waitFor();
  // The server finds them: there may be thousands.
  const asked = desk.waitForRequest((one) => decodeURIComponent(one.url()).includes('"q":"bob"'));
  await form.getByRole('combobox', { name: 'Who takes part?' }).fill('bob');
  await asked;
  await desk.getByRole('option', { name: 'Bob Martin' }).click();
  await form.getByRole('button', { name: 'Schedule' }).click();
  await desk.getByText('every week on Monday, 3 times', { exact: false }).waitFor();

  // The clocks of Paris change on the 30th: nine there is three, and then still three, in New York.
  const away = await openAs(
    chromium,
    product.url,
    bob,
    '/meetings?view=month&day=2031-03-31',
    newYork,
  );
  const day = away.getByRole('region', { name: /31 March/ });
  await day.getByText('3:00').waitFor();
  await away.getByRole('gridcell', { name: 'Monday 31 March, 1 meeting' }).press('ArrowUp');
  await away
    .getByRole('region', { name: /24 March/ })
    .getByText('4:00')
    .waitFor();

  // One of them goes to Tuesday; whoever looks sees it go.
  await away.goto(`${product.url}/meetings?view=week&day=2031-04-07`);
  await away
    .getByRole('region', { name: /7 April/ })
    .getByRole('link')
    .waitFor();
  await desk.goto(`${product.url}/meetings?view=week&day=2031-04-07`);
  await desk
    .getByRole('region', { name: /7 April/ })
    .getByRole('link')
    .click();
  await desk.getByRole('button', { name: 'Edit meeting' }).click();
  const edit = desk.getByRole('dialog', { name: 'Edit meeting' });
  await expect
    .poll(() => edit.getByRole('radio', { name: 'This date only' }).isChecked())
    .toBe(true);
  await edit.getByLabel('Day').fill('2031-04-08');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await away
    .getByRole('region', { name: /8 April/ })
    .getByRole('link')
    .waitFor();
  expect(
    await away
      .getByRole('region', { name: /7 April/ })
      .getByRole('link')
      .count(),
  ).toBe(0);

  // And another is called off: it stays in sight, struck out.
  await desk.goto(`${product.url}/meetings?view=week&day=2031-03-31`);
  await desk
    .getByRole('region', { name: /31 March/ })
    .getByRole('link')
    .click();
  await desk.getByRole('button', { name: 'Cancel meeting' }).click();
  await desk.getByRole('button', { name: 'Cancel this date' }).click();
  await desk.getByText('Cancelled', { exact: true }).waitFor();
  await away.goto(`${product.url}/meetings?view=week&day=2031-03-31`);
  await away
    .getByRole('region', { name: /31 March/ })
    .getByText('Cancelled')
    .waitFor();
  expect(chromium.faults).toEqual([]);
});
