/** People and meetings for browser stories, made by REST on a running product. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { TestBrowser } from './browser.ts';
import { administrator } from './product.ts';
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

/** Ada, the administrator, and Bob, whom she invited. */
export async function adaAndBob(url: string): Promise<{ ada: Person; bob: Person }> {
  const ada = await signIn(url, administrator);
  const joined = await join(url, ada.access, bob);
  return { ada: personOf(ada, administrator.password), bob: personOf(joined, bob.password) };
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

/** A window in which somebody is signed in, on one of the product's pages. */
export async function openAs(
  chromium: TestBrowser,
  url: string,
  { email, password }: Person,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await chromium.open(`${url}/sign-in`, options);
  const answer = await page.request.post(`${url}/trpc/auth.signIn`, {
    headers: { origin: url },
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(`signing in gave ${answer.status()}`);
  await page.goto(url + path);
  return page;
}
