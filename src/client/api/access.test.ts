import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { tokenAccess, tokenEndsAtMs } from './access.ts';

function jwt(expSeconds: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part({ sub: 'ana ÿÿÿ', exp: expSeconds })}.signature`;
}

/** A server that takes one token only. */
async function serverTaking(good: string) {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.statusCode = request.headers.authorization === `Bearer ${good}` ? 200 : 401;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    seen,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

test('a token that is about to end is renewed before it is used', async () => {
  const asked: boolean[] = [];
  const fresh = jwt(2_000);
  const access = tokenAccess(
    async ({ renew }) => {
      asked.push(renew);
      return renew ? fresh : jwt(1_000);
    },
    () => 980_000,
  );
  expect(await access.token()).toBe(fresh);
  expect(asked).toEqual([false, true]);
});

test('calls refused at once share one renewal and are made again', async () => {
  using server = await serverTaking('good');
  let held = 'old';
  let renewals = 0;
  const access = tokenAccess(async ({ renew }) => {
    if (renew) {
      renewals += 1;
      await turn();
      held = 'good';
    }
    return held;
  });
  const answers = await Promise.all([access.fetch(server.url), access.fetch(server.url)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(renewals).toBe(1);
});

test('what cannot be renewed is refused once', async () => {
  using server = await serverTaking('good');
  const access = tokenAccess(async ({ renew }) => (renew ? null : 'old'));
  expect((await access.fetch(server.url)).status).toBe(401);
  expect(server.seen).toEqual(['Bearer old']);
});

test('reads when a token ends, and nothing from what is no JWT', () => {
  expect(tokenEndsAtMs(jwt(1_700_000_000))).toBe(1_700_000_000_000);
  expect(tokenEndsAtMs('opaque')).toBeNull();
  expect(tokenEndsAtMs('a.%%%.c')).toBeNull();
});
