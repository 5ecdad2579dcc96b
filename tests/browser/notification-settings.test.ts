/** What is told where and when is chosen on the settings page, and each notification says why. */
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';
import { openAs } from '#tests/support/room-people.ts';

interface Preferences {
  categories: Record<string, Record<string, boolean>>;
  quiet_hours: object | null;
  time_zone: string | null;
}

test('settings are kept as they are chosen, by keyboard too; a notification says why', async () => {
  await using product = await startProduct();
  const { access, user } = await signIn(product.url, administrator);
  const preferences = () =>
    call<Preferences>(product.url, 'notifications/preferences/', { token: access });
  await using chromium = await openBrowser();
  const page = await openAs(chromium, product.url, administrator, '/settings#notifications', {
    timezoneId: 'Asia/Tokyo',
  });
  // Nobody has to say by which clock they live; who lives by another one can.
  const cell = page.getByRole('checkbox', { name: 'Comments and answers: Mail' });
  await cell.focus();
  const zone = async () => (await preferences()).time_zone;
  await expect.poll(zone).toBe('Asia/Tokyo');
  await page.keyboard.press('Space');
  await expect.poll(async () => (await preferences()).categories.comment?.mail).toBe(true);
  await page.getByRole('switch', { name: 'Quiet hours' }).click();
  await expect
    .poll(async () => {
      const { quiet_hours: quietHours, time_zone: timeZone } = await preferences();
      return { quietHours, timeZone };
    })
    .toEqual({ quietHours: { from: '22:00', to: '07:00', urgent: true }, timeZone: 'Asia/Tokyo' });
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Lisbon');
  await page.getByRole('option', { name: /Europe \/ Lisbon/ }).click();
  await expect.poll(zone).toBe('Europe/Lisbon');
  await page.goto(product.url);
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  expect(await zone()).toBe('Europe/Lisbon');
  const shots = process.env.NOTIFY_SHOTS;
  if (shots) await page.screenshot({ path: `${shots}/settings.png`, fullPage: true });

  const sent = await call<{ id: string }>(product.url, 'notifications/send/', {
    token: access,
    body: { user_ids: [user.id], title: 'Hello' },
  });
  await page.goto(`${product.url}/inbox/${sent.id}`);
  await page.getByText('Why this?').click();
  await page.getByText('An administrator wrote to you, or to a group that you are in.').waitFor();
  await page.getByText('Not mailed: this instance sends no mail.').waitFor();
  if (shots) await page.screenshot({ path: `${shots}/why.png` });
});
