import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { createBackoff } from '#client/live/backoff.ts';
import { createReconnect } from '#client/live/reconnect.ts';
import { cookieAccess, tokenAccess } from './access.ts';
import { serverAddress } from './server-address.ts';
import { socketEntrance } from './socket-entrance.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A server that gives a ticket for one token. */
async function ticketServer(good: string) {
  let given = 0;
  const server = createServer((request, response) => {
    const isGood = request.headers.authorization === `Bearer ${good}`;
    response.statusCode = isGood ? 201 : 401;
    if (isGood) given += 1;
    response.end(JSON.stringify({ ticket: `ticket-${given}` }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return serverAddress({ apiBaseUrl: `http://127.0.0.1:${port}/api/v1` });
}

function entranceTo(
  server: ReturnType<typeof serverAddress>,
  access: Parameters<typeof socketEntrance>[0]['access'],
) {
  const onSessionEnded = vi.fn();
  const onShutOut = vi.fn();
  const reconnect = createReconnect(createBackoff({ baseMs: 1, floorMs: 1, capMs: 1 }));
  const entrance = socketEntrance({ server, access, reconnect, onSessionEnded, onShutOut });
  return { entrance, reconnect, onSessionEnded, onShutOut };
}

const elsewhere = serverAddress({ apiBaseUrl: 'https://team.example.org/api/v1' });

test('a cookie needs no ticket, and a socket closed with 4401 ends its session', async () => {
  const { entrance, onSessionEnded } = entranceTo(elsewhere, cookieAccess);
  expect(await entrance.url()).toBe('wss://team.example.org/trpc');
  entrance.closed(1012);
  expect(onSessionEnded).not.toHaveBeenCalled();
  entrance.closed(4401);
  expect(onSessionEnded).toHaveBeenCalledOnce();
});

test('a token comes in by a ticket, each time a new one', async () => {
  const server = await ticketServer('good');
  const { entrance } = entranceTo(
    server,
    tokenAccess(async () => 'good'),
  );
  expect(await entrance.url()).toContain('/trpc?ticket=ticket-1');
  expect(await entrance.url()).toContain('/trpc?ticket=ticket-2');
});

test('after a 4401 the token is renewed before it is used again; a second one is the end', async () => {
  const server = await ticketServer('good');
  const asked: boolean[] = [];
  const { entrance, onSessionEnded } = entranceTo(
    server,
    tokenAccess(async ({ renew }) => {
      asked.push(renew);
      return 'good';
    }),
  );
  await entrance.url();
  asked.length = 0;
  entrance.closed(4401);
  entrance.retryDelayMs();
  await entrance.url();
  expect(asked[0]).toBe(true);
  entrance.closed(4401);
  expect(onSessionEnded).toHaveBeenCalledOnce();
});

test('what came in between was let in: the next 4401 is a first one', async () => {
  const server = await ticketServer('good');
  const { entrance, onSessionEnded } = entranceTo(
    server,
    tokenAccess(async () => 'good'),
  );
  entrance.closed(4401);
  await entrance.url();
  entrance.worked();
  entrance.closed(4401);
  expect(onSessionEnded).not.toHaveBeenCalled();
});

test('without a token any more nothing is tried', async () => {
  const { entrance, onSessionEnded } = entranceTo(
    elsewhere,
    tokenAccess(async () => null),
  );
  await expect(entrance.url()).rejects.toThrow('the session is over');
  expect(onSessionEnded).toHaveBeenCalledOnce();
});

test('an Origin that is shut out is not tried again', async () => {
  vi.useFakeTimers();
  cleanups.push(() => vi.useRealTimers());
  const { entrance, reconnect, onShutOut } = entranceTo(elsewhere, cookieAccess);
  entrance.closed(1008);
  expect(onShutOut).toHaveBeenCalledOnce();
  entrance.retryDelayMs();
  const next = vi.fn();
  void entrance.url().then(next);
  reconnect.hurry();
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect(next).not.toHaveBeenCalled();
  // Somebody signs in anew.
  reconnect.resume();
  await vi.advanceTimersByTimeAsync(100);
  expect(next).toHaveBeenCalledOnce();
});
