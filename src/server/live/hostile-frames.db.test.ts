/** Peers that break the rules of WebSocket or of our protocol harm themselves only. */
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notify, type RunningLive, signInSomebody, startLive } from '#tests/support/live.ts';
import { notificationsUrl, PlainClient } from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { RawSocket } from '#tests/support/raw-socket.ts';

let server: RunningLive;
let limited: RunningLive;
const held = new AsyncDisposableStack();
beforeAll(async () => {
  const database = held.use(await createTestDatabase());
  const { ownerUrl: databaseUrl } = database;
  server = held.use(await startLive({ databaseUrl }));
  limited = held.use(await startLive({ databaseUrl, environment: { RATE_LIMITS: 'on' } }));
});
afterAll(() => held.disposeAsync());

const huge = 2 ** 40;

describe.each(['plain', 'trpc'])('what breaks the protocol (%s)', (way) => {
  it.each<[string, number, (peer: RawSocket) => void]>([
    ['a length of 1 TB that is only declared', 1009, (p) => p.send('text', '', { declared: huge })],
    ['a length beyond all numbers', 1009, (p) => p.send('text', '', { declared: 2 ** 60 })],
    [
      'fragments that together are too much',
      1009,
      (peer) => {
        peer.send('text', 'x'.repeat(40_000), { final: false });
        peer.send('continuation', 'x'.repeat(40_000), { final: false });
      },
    ],
    [
      'fragments of nothing, without end',
      1008,
      (peer) => {
        peer.send('text', '"', { final: false });
        for (let count = 0; count < 500; count += 1) {
          peer.send('continuation', '', { final: false });
        }
      },
    ],
    ['text that is no UTF-8', 1007, (peer) => peer.send('text', Buffer.from([0xc3, 0x28]))],
    ['a frame without a mask', 1002, (peer) => peer.send('text', '{}', { mask: false })],
    ['an opcode that there is not', 1002, (peer) => peer.send(5, '{}')],
    ['the middle of a message without its beginning', 1002, (p) => p.send('continuation', 'x')],
    ['a ping in pieces', 1002, (peer) => peer.send('ping', '', { final: false })],
    ['a close code that there is not', 1002, (p) => p.send('close', Buffer.from([0, 1]))],
  ])('%s: closes with %i and harms nobody', async (_, code, misbehave) => {
    const ana = await signInSomebody(server);
    await using other = new PlainClient(notificationsUrl(server.host, ana));
    await other.untilType('ready');
    const path = way === 'plain' ? `ws/notifications/${ana.personId}` : 'trpc';
    using peer = await RawSocket.open(`ws://${server.host}/${path}?token=${ana.accessToken}`);
    misbehave(peer);
    await expect.poll(() => peer.closeCode).toBe(code);
    await expect.poll(() => peer.ended).toBe(true);
    await notify(server.platform, ana.personId);
    await other.untilType('notification');
  });

  it('is cut off 5 s after a goodbye that it does not answer', async () => {
    const ana = await signInSomebody(server);
    const path = way === 'plain' ? `ws/notifications/${ana.personId}` : 'trpc';
    using peer = await RawSocket.open(`ws://${server.host}/${path}?token=${ana.accessToken}`);
    const { hub } = server.live.core;
    const [socket] = [...hub.sockets].filter(({ caller }) => caller.personId === ana.personId);
    const saidAt = performance.now();
    socket?.close(1013, 'a test');
    await expect.poll(() => peer.closeCode).toBe(1013);
    await expect.poll(() => peer.ended).toBe(true);
    expect(performance.now() - saidAt).toBeLessThan(7_000);
    expect(hub.sockets.has(socket as never)).toBe(false);
  });
});

describe('what is odd and still taken', () => {
  it('unknown fields and fields of prototypes change nothing', async () => {
    const ana = await signInSomebody(server);
    await using client = new PlainClient(notificationsUrl(server.host, ana));
    await client.untilType('ready');
    const { notificationId } = await notify(server.platform, ana.personId);
    await client.untilType('notification');
    const odd = `"extra":{"deep":[[[[]]]]},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}`;
    client.send(`{"type":"ping",${odd}}`);
    await client.untilType('pong');
    client.send(`{"type":"read","ids":["${notificationId}"],${odd}}`);
    const read = await client.untilType('notification.read');
    expect(read.data).toEqual({ ids: [notificationId], unread_count: 0 });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('a message that comes byte by byte and in fragments is one message', async () => {
    const ana = await signInSomebody(server);
    using peer = await RawSocket.open(notificationsUrl(server.host, ana));
    const text = '{"type":"ping"}';
    peer.send('text', text.slice(0, 3), { final: false });
    for (const letter of text.slice(3)) peer.send('continuation', letter, { final: false });
    peer.send('continuation');
    await expect.poll(() => peer.messages.some((one) => one.includes('"pong"'))).toBe(true);
    expect(peer.closeCode).toBeNull();
  });
});

describe('hostile calls over tRPC’s socket', () => {
  it.each([
    ['no JSON', '{"id":'],
    ['a number', '42'],
    ['null', 'null'],
    ['a list of anything', '[1,null,{},[]]'],
    ['no method', '{"id":1}'],
    ['a method that there is not', '{"id":1,"method":"constructor","params":{}}'],
    ['no params', '{"id":1,"method":"subscription"}'],
    ['a path that is no text', '{"id":1,"method":"subscription","params":{"path":{}}}'],
    ['a path into a prototype', subscribing('__proto__.constructor')],
    ['a path to a method of objects', subscribing('live.toString')],
    ['input that is none', subscribing('live.user', '"x"')],
    ['a position that is an object', subscribing('live.user', '{"lastEventId":{}}')],
    [
      'a position too long to be one',
      subscribing('live.user', `{"lastEventId":"${'1'.repeat(999)}"}`),
    ],
    ['a project of a prototype', subscribing('live.project', '{"__proto__":{"projectId":"x"}}')],
    ['depth', '['.repeat(30_000)],
    ['an id that is an object', '{"id":{},"method":"subscription","params":{"path":"live.user"}}'],
  ])('%s: gets an error, and the socket goes on', async (_, message) => {
    const ana = await signInSomebody(server);
    using peer = await RawSocket.open(`ws://${server.host}/trpc?token=${ana.accessToken}`);
    peer.send('text', message);
    await expect.poll(() => peer.messages.length).toBeGreaterThan(0);
    for (const answer of peer.messages) {
      expect(answer).toContain('"error"');
      expect(answer).not.toMatch(/node_modules|\.ts:\d/);
    }
    peer.send('text', subscribing('live.user', '{}', 77));
    await expect.poll(() => peer.messages.some((one) => one.includes('"ready"'))).toBe(true);
    expect(peer.closeCode).toBeNull();
  });

  it('bytes instead of text get an error as well', async () => {
    const ana = await signInSomebody(server);
    using peer = await RawSocket.open(`ws://${server.host}/trpc?token=${ana.accessToken}`);
    peer.send('binary', Buffer.from([0, 255, 1]));
    await expect.poll(() => peer.messages.length + (peer.closeCode ?? 0)).toBeGreaterThan(0);
    await using other = new PlainClient(notificationsUrl(server.host, ana));
    await other.untilType('ready');
  });
});

describe('floods', () => {
  it.each(['plain', 'trpc'])('of pings are closed with 4429 (%s)', async (way) => {
    const ana = await signInSomebody(limited);
    const path = way === 'plain' ? `ws/notifications/${ana.personId}` : 'trpc';
    using peer = await RawSocket.open(`ws://${limited.host}/${path}?token=${ana.accessToken}`);
    for (let count = 0; count < 500; count += 1) peer.send('ping', 'x');
    await expect.poll(() => peer.closeCode).toBe(4429);
    expect(peer.frames.filter(({ opcode }) => opcode === 10).length).toBeLessThan(500);
  });

  it('of messages are answered for a while, then closed with 4429', async () => {
    const ana = await signInSomebody(limited);
    await using client = new PlainClient(notificationsUrl(limited.host, ana));
    await client.untilType('ready');
    for (let count = 0; count < 1_000; count += 1) client.send({ type: 'ping' });
    expect(await client.untilClosed()).toBe(4429);
    expect(client.ofType('error').length).toBeGreaterThan(100);
  });

  it('from many sockets of one person count together', async () => {
    const ana = await signInSomebody(limited);
    const clients = Array.from(
      { length: 20 },
      () => new PlainClient(notificationsUrl(limited.host, ana)),
    );
    await Promise.all(clients.map((client) => client.untilType('ready')));
    for (const client of clients) {
      for (let count = 0; count < 40; count += 1) client.send({ type: 'ping' });
    }
    const answers = (type: string) =>
      clients.reduce((sum, client) => sum + client.ofType(type).length, 0);
    await expect.poll(() => answers('pong') + answers('error')).toBe(800);
    expect(answers('pong')).toBeLessThan(400);
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
  });

  it('of subscriptions are closed with 4429', async () => {
    const ana = await signInSomebody(limited);
    const codes: (number | null)[] = [];
    // Each message joins fifty times, and leaves as often.
    for (let round = 0; round < 20 && !codes.includes(4429); round += 1) {
      using peer = await RawSocket.open(`ws://${limited.host}/trpc?token=${ana.accessToken}`);
      const ids = Array.from({ length: 50 }, (_, id) => id);
      peer.send('text', `[${ids.map((id) => subscribing('live.user', '{}', id)).join(',')}]`);
      await expect
        .poll(() => peer.closeCode !== null || peer.messages.join('').split('"ready"').length > 50)
        .toBe(true);
      codes.push(peer.closeCode);
    }
    expect(codes.at(-1)).toBe(4429);
  });
});

function subscribing(path: string, input = '{}', id = 1): string {
  return `{"id":${id},"method":"subscription","params":{"path":"${path}","input":${input}}}`;
}

it('a person who is not known is refused like one who is not oneself', async () => {
  const ana = await signInSomebody(server);
  const url = `ws://${server.host}/ws/notifications/${uuidv7()}/?token=${ana.accessToken}`;
  await using client = new PlainClient(url);
  expect(await client.untilClosed()).toBe(4403);
});
