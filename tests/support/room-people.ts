/** People, meetings and their windows for browser stories on a running product. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from './browser.ts';
import { administrator, startProduct } from './product.ts';
import { call, join, type SignedIn, signIn } from './rest.ts';

const bob = { email: 'bob@example.org', name: 'Bob Martin', password: 'another good one' };

export interface Person {
  id: string;
  token: string;
  email: string;
  password: string;
}

function personOf({ user, access }: SignedIn, password: string): Person {
  return { id: user.id, token: access, email: user.email, password };
}

/** Ada, the administrator. */
export async function adaOf(url: string): Promise<Person> {
  return personOf(await signIn(url, administrator), administrator.password);
}

/** Ada, and Bob, whom she invited. */
export async function adaAndBob(url: string): Promise<{ ada: Person; bob: Person }> {
  const ada = await adaOf(url);
  const joined = await join(url, ada.token, bob);
  return { ada, bob: personOf(joined, bob.password) };
}

interface MeetingBody {
  title?: string;
  participantIds?: string[];
}

/** A meeting that runs now; its id. */
export async function runningMeeting(
  url: string,
  { token }: Person,
  { title = 'Weekly round', participantIds = [] }: MeetingBody,
): Promise<string> {
  const startedMs = Date.now() - 10 * 60_000;
  const { id } = await call<{ id: string }>(url, 'meetings/', {
    token,
    body: {
      title,
      starts_at: new Date(startedMs).toISOString(),
      ends_at: new Date(startedMs + 3_600_000).toISOString(),
      participant_ids: participantIds,
    },
  });
  return id;
}

interface Credentials {
  email: string;
  password: string;
}

/** A browser in front of a running product, in which Ada and Bob have accounts. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

export async function openStage() {
  await using undo = new AsyncDisposableStack();
  const product = undo.use(await startProduct());
  const chromium = undo.use(await openBrowser());
  const people = await adaAndBob(product.url);
  const open = undo.move();
  return { product, chromium, ...people, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** Signs a window in without its form. */
export async function signInPage(page: Page, url: string, who: Credentials): Promise<void> {
  const { email, password } = who;
  const answer = await page.request.post(`${url}/trpc/auth.signIn`, {
    headers: { origin: url },
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(`signing in gave ${answer.status()}`);
}

/** Signs in as people do, by keyboard. */
export async function signInByForm(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.keyboard.press('Enter');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await untilLive(page);
}

/** The page hears of what happens. On a phone the indicator is in the panel, and says so there. */
export async function untilLive(page: Page): Promise<void> {
  const words = page.getByText(/^(Live|En direct)$/);
  await words.first().waitFor({ state: 'attached' });
}

/** A window in which somebody is signed in, on one of the product's pages. */
export async function openAs(
  chromium: TestBrowser,
  url: string,
  who: Credentials,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await chromium.open(`${url}/sign-in`, options);
  await signInPage(page, url, who);
  await page.goto(url + path);
  return page;
}

/** One more tab of the same window. */
export async function anotherTab(page: Page, path: string): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(new URL(path, page.url()).href);
  return tab;
}
