/**
 * A right that is taken away while its owner still reads a long backlog: nothing of what came after
 * that event goes out, and the socket ends within the bound, whether its peer reads or not.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { changeNotifications } from '#server/notifications/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { publishLarge, type RunningLive, signInSomebody, startLive } from '#tests/support/live.ts';
import { PlainClient } from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { servePlainSocket } from '../http/sockets/plain-socket.ts';
import { SocketDoor } from '../http/sockets/upgrade.ts';
import { userChannel } from './channels.ts';

const boundMs = 2_000;
/** Reading a notification is what ends the right here. */
const ending = 'NotificationsRead';

describe.each([true, false])('a right that ends in a replay (NOTIFY: %s)', (hints) => {
  it.each(['reads', 'does not read'])('of a peer that %s', async (manner) => {
    await using database = await createTestDatabase();
    const options = { databaseUrl: database.ownerUrl, notify: hints, pollIntervalMs: 500 };
    await using server = await startLive({
      ...options,
      recent: { maxFrames: 5, maxCharacters: 9 },
    });
    await using elsewhere = await startLive(options);
    const ana = await signInSomebody(server);
    await using door = await openDoor(server);
    // More than the buffers of the system take, so the replay stops in the middle of it.
    await publishLarge(elsewhere.platform, ana.personId, { count: 400, sizeBytes: 30_000 });
    const since = `since=0&token=${ana.accessToken}`;
    await using client = new PlainClient(`ws://${door.host}/ws/revocable/?${since}`);
    if (manner === 'reads') client.ws.on('message', () => pauseBriefly(client));
    else client.ws.once('message', () => client.ws.pause());
    await client.untilType('ready');
    const [socket] = server.live.core.hub.sockets;
    if (manner !== 'reads') {
      await expect.poll(() => socket?.bufferedBytes).toBeGreaterThan(100_000);
    }
    const endedAt = performance.now();
    const tookMs = eventually(() => expect(socket?.closing).toBe(true)).then(
      () => performance.now() - endedAt,
    );
    door.revoke();
    const marking = { personId: ana.personId, ids: 'all', change: { read: true } } as const;
    await changeNotifications(elsewhere.platform, { actorId: ana.personId }, marking);
    await publishLarge(elsewhere.platform, ana.personId, { count: 20, sizeBytes: 30_000 });
    expect(await tookMs).toBeLessThan(boundMs);
    client.ws.resume();
    expect(await client.untilClosed()).toBe(4403);
    const last = client.frames.at(-1)?.position ?? 0;
    const [sent] = await elsewhere.platform.database.sql<{ position: string }[]>`
      select p.position from log.positions p join log.events e on e.id = p.event_id
      where e.type = ${ending}`;
    expect(last).toBeLessThanOrEqual(Number(sent?.position));
    const positions = client.ofType('notification').map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  });
});

/** Lets the event loop of its server do something else between messages. */
function pauseBriefly(client: PlainClient): void {
  client.ws.pause();
  setImmediate(() => client.ws.resume());
}

/** A door of its own, to a channel whose right the test takes away. */
async function openDoor({ services, live }: RunningLive) {
  let isAllowed = true;
  const door = new SocketDoor(services, live.core, [
    {
      path: /^\/ws\/revocable$/,
      serve: (socket, request, url) => {
        const { core } = live;
        const since = url.searchParams.get('since');
        const channel = {
          ...userChannel(core, socket.caller.personId),
          isAllowed: async () => isAllowed,
          mayRevoke: ({ type }: { type: string }) => type === ending,
        };
        const take = () => null;
        void servePlainSocket({ services, core, socket, request, channel, since, take });
      },
    },
  ]);
  const http = createServer().on('upgrade', door.upgrade);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    host: `127.0.0.1:${(http.address() as AddressInfo).port}`,
    revoke: () => {
      isAllowed = false;
    },
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
