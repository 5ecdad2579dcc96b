import { afterEach, expect, test, vi } from 'vitest';
import { deviceOutbox } from './outbox.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const startMs = Date.parse('2026-05-04T08:00:00Z');

/** A device on which people come and go, and time passes. */
function device() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  let nowMs = startMs;
  type Person = string | null | (() => Promise<string | null>);
  const outbox = (meetingId: string, person: Person = 'ana') =>
    deviceOutbox({
      meetingId,
      personId: typeof person === 'function' ? person : async () => person,
      storage: () => storage,
      now: () => new Date(nowMs),
    });
  const passHours = (hours: number) => {
    nowMs += hours * 3_600_000;
  };
  return { kept, outbox, passHours };
}

const letter = (clientId: string, state: 'sending' | 'failed' = 'sending') => ({
  clientId,
  text: `text of ${clientId}`,
  replyToId: null,
  fileIds: [],
  sentAt: new Date(startMs).toISOString(),
  state,
  answered: false,
});

test('what was kept is there again, oldest first, as it became', async () => {
  const { kept, outbox } = device();
  await outbox('m').keep(letter('1'));
  await outbox('m').keep(letter('2'));
  await outbox('m').keep(letter('1', 'failed'));
  expect(await outbox('m').read()).toEqual([letter('1', 'failed'), letter('2')]);
  await outbox('m').forget('1');
  await outbox('m').forget('2');
  expect(kept.size).toBe(0);
});

test('what comes back late is not whoever’s signed in by then', async () => {
  const { outbox } = device();
  const signedIn = ['ana', 'bob'];
  const anas = outbox('m', async () => signedIn.shift() ?? null);
  await anas.keep(letter('1'));
  await anas.keep(letter('1', 'failed'));
  expect(await outbox('m', 'bob').read()).toEqual([]);
  expect(await outbox('m').read()).toEqual([letter('1', 'failed')]);
});

test('each person and each meeting has its own', async () => {
  const { outbox } = device();
  await outbox('m').keep(letter('1'));
  await outbox('other').keep(letter('2'));
  await outbox('m', null).keep(letter('3'));
  expect(await outbox('m').read()).toEqual([letter('1')]);
  expect(await outbox('m', 'bob').read()).toEqual([]);
  expect(await outbox('m', null).read()).toEqual([]);
});

test('what is old waits for its author, what is very old is gone', async () => {
  const { outbox, passHours } = device();
  await outbox('m').keep(letter('1'));
  passHours(13);
  expect(await outbox('m').read()).toEqual([letter('1', 'failed')]);
  passHours(30 * 24);
  expect(await outbox('m').read()).toEqual([]);
});

test('no more than a hundred are kept', async () => {
  const { outbox } = device();
  for (let number = 1; number <= 101; number += 1) await outbox('m').keep(letter(String(number)));
  const ids = (await outbox('m').read()).map(({ clientId }) => clientId);
  expect(ids).toHaveLength(100);
  expect(ids[0]).toBe('2');
});

test('what something else wrote there keeps nobody from writing', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { kept, outbox } = device();
  for (const rubbish of ['{', '[{"clientId":1}]']) {
    kept.set('ecosystia.outbox.ana', rubbish);
    await outbox('m').keep(letter('1'));
    expect(await outbox('m').read()).toEqual([letter('1')]);
  }
});
