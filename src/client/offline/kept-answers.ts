/** What the server answered to queries, kept in the browser so that it can be read without it. */

import { whenIdle } from '#client/app/when-idle.ts';

const cacheName = 'ecosystia-answers';
/** The oldest go first; some hundred pages of reading. */
const maxKept = 500;
const trimEvery = 50;
const keptDays = 14;

interface Query {
  path: string;
  input: unknown;
}

export interface Kept {
  data: unknown;
  at: Date;
}

export interface KeptAnswers {
  keep: (query: Query, data: unknown) => Promise<void>;
  find: (query: Query) => Promise<Kept | null>;
  clear: () => Promise<void>;
}

/** Of those that administrate nothing is kept: what they look at is other people's. */
const keptForNobody = /^(audit|invitations|sessions)\./;

/** `caches` is there over HTTPS and on the device itself only; elsewhere nothing is kept. */
export function keptAnswers(caches: CacheStorage | undefined): KeptAnswers {
  let kept = 0;
  /** Rises when all is forgotten: an answer that comes after that is not of this person. */
  let person = 0;
  return {
    keep: async (query, data) => {
      if (!caches || keptForNobody.test(query.path)) return;
      const asked = person;
      // What was answered is drawn first.
      await whenIdle();
      const cache = await caches.open(cacheName);
      if (asked !== person) return;
      const headers = { date: new Date().toUTCString(), 'content-type': 'application/json' };
      await cache.put(addressOf(query), new Response(JSON.stringify(data ?? null), { headers }));
      // By the first one, too: most pages do not live for as many.
      if (kept % trimEvery === 0) await trim(cache);
      kept += 1;
    },
    find: async (query) => {
      const answer = await (await caches?.open(cacheName))?.match(addressOf(query));
      if (!answer) return null;
      const at = new Date(answer.headers.get('date') ?? 0);
      if (Date.now() - at.getTime() > keptDays * 86_400_000) return null;
      return { data: await answer.json(), at };
    },
    clear: async () => {
      person += 1;
      await caches?.delete(cacheName);
    },
  };
}

/** An address that no server is asked for: it only names the answer. */
function addressOf({ path, input }: Query): string {
  return `/kept-answers/${path}?${encodeURIComponent(JSON.stringify(input ?? null))}`;
}

async function trim(cache: Cache): Promise<void> {
  const addresses = await cache.keys();
  for (const address of addresses.slice(0, Math.max(0, addresses.length - maxKept))) {
    await cache.delete(address);
  }
}
