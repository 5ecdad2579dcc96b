import { TRPCClientError } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { keptAnswers } from './kept-answers.ts';
import { offlineReading } from './offline-reading.ts';

/** A browser's own, with one cache in it. */
function browserCaches() {
  let kept = new Map<string, Response>();
  const cache = {
    put: async (address: string, answer: Response) => void kept.set(address, answer),
    match: async (address: string) => kept.get(address)?.clone(),
    keys: async () => [...kept.keys()],
    delete: async (address: string) => kept.delete(address),
  };
  const caches = {
    open: async () => cache,
    delete: async () => {
      kept = new Map();
      return true;
    },
  } as unknown as CacheStorage;
  return { caches, count: () => kept.size };
}

beforeEach(() => vi.stubGlobal('requestIdleCallback', (work: () => void) => work()));
afterEach(() => {
  vi.unstubAllGlobals();
});

const ofTask = (id: number) => ({ path: 'tasks.get', input: { id } });

test('what is kept stays within its bounds, however short a page lives', async () => {
  const { caches, count } = browserCaches();
  for (let page = 0; page < 60; page += 1) {
    const answers = keptAnswers(caches);
    for (let at = 0; at < 10; at += 1) await answers.keep(ofTask(page * 10 + at), at);
  }
  expect(count()).toBeLessThanOrEqual(510);
  // The newest are there.
  expect(await keptAnswers(caches).find(ofTask(599))).toMatchObject({ data: 9 });
  expect(await keptAnswers(caches).find(ofTask(0))).toBeNull();
});

test('says since when it shows what was read before, until that is forgotten', async () => {
  const { caches } = browserCaches();
  await keptAnswers(caches).keep(ofTask(1), 'dig');
  const offline = offlineReading({ caches, isOnline: () => false, onBack: () => undefined });
  const told: (Date | null)[] = [];
  offline.subscribe(() => told.push(offline.keptSince()));
  const ask = offline.link({});
  const answers: unknown[] = [];
  const asked = ask({
    op: { ...ofTask(1), id: 1, type: 'query', context: {}, signal: null },
    next: () => observable((observer) => observer.error(new TRPCClientError('no network'))),
  });
  asked.subscribe({ next: ({ result }) => answers.push(result) });
  await eventually(() => expect(answers).toEqual([{ type: 'data', data: 'dig' }]));
  expect(told).toEqual([expect.any(Date)]);
  offline.forget();
  expect(told).toEqual([expect.any(Date), null]);
});
