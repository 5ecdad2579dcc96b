/** A project's board for browser stories. */
import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { startProduct } from './product.ts';
import { call } from './rest.ts';
import { adaAndBob } from './room-people.ts';

export const column = (page: Page, name: string) =>
  page.getByRole('region', { name: new RegExp(`^${name}`) });
export const card = (page: Page, name: string, title: string) =>
  column(page, name).getByRole('link', { name: title });

/** A project of Ada's in which Bob is an editor, on a running product, with a browser to look at it. */
export async function openBoard() {
  await using undo = new AsyncDisposableStack();
  const product = undo.use(await startProduct());
  const chromium = undo.use(await openBrowser());
  const { ada, bob } = await adaAndBob(product.url);
  const post = <T = { id: string }>(path: string, body: object) =>
    call<T>(product.url, path, { token: ada.token, body });
  const project = await post('projects/', { name: 'Garden' });
  await post(`projects/${project.id}/members/`, { user_id: bob.id, role: 'editor' });
  const open = undo.move();
  return {
    product,
    chromium,
    ada,
    bob,
    project,
    make: (task: object) => post(`projects/${project.id}/tasks/`, task),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
