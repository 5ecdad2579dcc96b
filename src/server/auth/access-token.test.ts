import { randomBytes } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { accessLifetimeSeconds, readAccessToken, signAccessToken } from './access-token.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('one that was read before is read again until it runs out, and never by another key', async () => {
  vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date'] });
  const keys = { access: randomBytes(32) };
  const session = { personId: 'ana', sessionId: 'one' };
  const token = await signAccessToken(keys, session);
  const read = await readAccessToken(keys, token);
  expect(read).toMatchObject(session);
  expect(await readAccessToken(keys, token)).toEqual(read);
  expect(await readAccessToken({ access: randomBytes(32) }, token)).toBeNull();
  expect(await readAccessToken(keys, `${token.slice(0, -2)}xx`)).toBeNull();
  vi.setSystemTime(Date.now() + accessLifetimeSeconds * 1_000 - 1);
  expect(await readAccessToken(keys, token)).toEqual(read);
  vi.setSystemTime(Date.now() + 1);
  expect(await readAccessToken(keys, token)).toBeNull();
  expect(await readAccessToken(keys, token)).toBeNull();
});
