/** Each page for everybody: no violation that axe can find, nothing to scroll sideways, all by keyboard. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openXml, wordFields } from '#tests/support/office.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { call } from '#tests/support/rest.ts';
import { openStage, runningMeeting, signInPage, type Stage } from '#tests/support/room-people.ts';
import { sendFile } from '#tests/support/send-file.ts';
import { faultsInBothWidths, focusFaultsOn, rulesOfColours, violationsOn } from './page-faults.ts';

const pages = [
  '/',
  '/inbox',
  '/projects',
  '/meetings',
  '/meetings?view=past',
  '/meetings?view=week',
  '/meetings?view=month',
  '/meetings?schedule=true',
  '/files',
  '/files?view=list',
  '/files?show=trash',
  '/admin/overview',
  '/admin/announcements',
  '/admin/announcements?tab=maintenance',
  '/admin/templates',
  '/admin/templates/task.assigned',
  '/admin/people',
  '/admin/storage',
  '/admin/audit',
  '/admin/audit/3',
  '/settings',
  '/nowhere',
];

/** A project with work in it and a meeting with something said; the pages that show them. */
async function pagesOfWork(stage: Stage): Promise<string[]> {
  const { product, ada, bob } = stage;
  const { url } = product;
  const post = (path: string, body: object, { token } = ada) =>
    call<{ id: string }>(url, path, { token, body });
  const project = await post('projects/', { name: 'Garden', description: 'Spring plans' });
  await post(`projects/${project.id}/members/`, { user_id: bob.id, role: 'editor' });
  const task = await post(`projects/${project.id}/tasks/`, {
    title: 'Plant the willows',
    priority: 'urgent',
    assignee_ids: [bob.id],
    due_at: new Date(Date.now() - 86_400_000).toISOString(),
  });
  await post(`projects/${project.id}/tasks/`, { title: 'Repair the gauge', status: 'in_review' });
  await post(`tasks/${task.id}/comments/`, { text: 'Where exactly?' });
  const meeting = await runningMeeting(url, ada, { participantIds: [bob.id] });
  const messages = `meetings/${meeting}/messages/`;
  await post(messages, { text: 'Have you seen https://example.org/plan?' }, bob);
  await post(messages, { text: 'Yes.' });
  const file = (name: string, bytes: Uint8Array) =>
    sendFile(url, ada.token, { name, bytes, projectId: project.id });
  await file('plan.txt', Buffer.from('The plan of the garden'));
  await file('meadow.jpg', await jpeg());
  const letter = await file('letter.docx', openXml('docx', { main: wordFields('DDEAUTO c "y"') }));
  return [
    '/my-tasks',
    `/inbox/${await toldOf(stage)}`,
    `/projects/${project.id}`,
    `/projects/${project.id}/files`,
    `/projects/${project.id}/files/${letter.id}?view=list`,
    `/projects/${project.id}/tasks`,
    `/projects/${project.id}/tasks?view=list`,
    `/projects/${project.id}/tasks/${task.id}`,
    `/projects/${project.id}/people`,
    `/projects/${project.id}/activity`,
    `/meetings/${meeting}`,
    `/meetings/${meeting}/room`,
  ];
}

/** Something in Ada's inbox; its id. */
async function toldOf({ product: { url }, ada: { id, token } }: Stage): Promise<string> {
  const body = { user_ids: [id], title: 'The pump is back', message: 'It works again.' };
  return (await call<{ id: string }>(url, 'notifications/send/', { token, body })).id;
}

/** What concerns everybody is shown on every page. */
async function announce({ product: { url }, ada: { token } }: Stage): Promise<void> {
  for (const type of ['info', 'warning']) {
    const body = { title: 'New look', message: 'The pages have a new look.', type };
    await call(url, 'system/announcements/', { token, body });
  }
  const fromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const body = { starts_at: fromNow(1), ends_at: fromNow(2), message: 'A new disk.' };
  await call(url, 'system/maintenance/', { token, body });
}

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada } = stage;
let allPages: string[];

beforeAll(async () => {
  await announce(stage);
  allPages = [...pages, ...(await pagesOfWork(stage))];
});

const noFaults = async (): Promise<string[]> => [];

test.each([
  ['light', 'on a desk, on a phone, by keyboard', faultsInBothWidths, focusFaultsOn],
  ['dark', 'in its colours', (page: Page) => violationsOn(page, rulesOfColours), noFaults],
] as const)(
  'no page is hard to see or to use: %s, %s',
  async (colorScheme, _of, faultsOn, keyboardFaultsOn) => {
    const found: Record<string, string[]> = {};
    const page = await chromium.open(`${product.url}/sign-in`, {
      colorScheme,
      reducedMotion: 'reduce',
    });
    const look = async (path: string, more: (page: Page) => Promise<string[]> = noFaults) => {
      await page.waitForLoadState('networkidle');
      const faults = [...(await faultsOn(page)), ...(await more(page))];
      if (faults.length > 0) found[path] = faults;
    };
    await look('/sign-in');
    await signInPage(page, product.url, ada);
    for (const path of allPages) {
      await page.goto(product.url + path);
      await look(path, keyboardFaultsOn);
    }
    await page.getByRole('button', { name: /Notifications/ }).click();
    await page.getByRole('dialog', { name: 'Notifications' }).waitFor();
    await look('the bell');
    await page.goto(`${product.url}/files`);
    await page
      .getByTestId('drop-zone')
      .locator('> input[type=file]')
      .setInputFiles([
        {
          name: 'table.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('plant;price\nWillow;12\n'),
        },
        { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
      ]);
    const tray = page.getByRole('region', { name: 'Uploads', exact: true });
    await tray.getByText('Added', { exact: true }).waitFor();
    await look('the uploads');
    await tray.getByRole('button', { name: 'Clear' }).click();
    await page
      .getByRole('link', { name: /table\.csv/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'View large' }).last().click();
    await page.getByRole('cell', { name: 'Willow' }).waitFor();
    await look('a table');
    await page.goto(`${product.url}/settings`);
    const picture = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await jpeg() };
    await page.getByTestId('avatar-drop').locator('input[type=file]').setInputFiles(picture);
    await page.getByRole('slider', { name: 'Zoom' }).waitFor();
    await look('the cropping');
    expect(found).toEqual({});
  },
  300_000,
);
