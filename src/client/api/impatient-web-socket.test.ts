import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { impatientWebSocket } from './impatient-web-socket.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function socketServer() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  cleanups.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return { server, url: `ws://127.0.0.1:${(server.address() as { port: number }).port}` };
}

function closesOf(socket: WebSocket): number[] {
  const codes: number[] = [];
  socket.addEventListener('close', ({ code }) => codes.push(code));
  return codes;
}

test('a peer that never says goodbye is taken for gone', async () => {
  const { server, url } = await socketServer();
  const Impatient = impatientWebSocket({ connectMs: 5_000, goodbyeMs: 20 });
  const connected = once(server, 'connection');
  const socket = new Impatient(url);
  const codes = closesOf(socket);
  const [peer] = (await connected) as [{ pause: () => void }];
  if (socket.readyState !== WebSocket.OPEN) await once(socket, 'open');
  peer.pause();
  socket.close();
  await expect.poll(() => codes).toEqual([1006]);
});

test('a peer that does is heard once, with its own code', async () => {
  const { server, url } = await socketServer();
  server.on('connection', (peer) => peer.close(4401));
  const Impatient = impatientWebSocket({ connectMs: 5_000, goodbyeMs: 20 });
  const socket = new Impatient(url);
  const codes = closesOf(socket);
  await expect.poll(() => codes).toEqual([4401]);
  socket.close();
  expect(codes).toEqual([4401]);
});

test('a connection that does not open in time is given up', async () => {
  const taken: Socket[] = [];
  const silent = createServer((socket) => taken.push(socket)).listen(0, '127.0.0.1');
  cleanups.push(() => {
    for (const socket of taken) socket.destroy();
    silent.close();
  });
  await once(silent, 'listening');
  const { port } = silent.address() as { port: number };
  const Impatient = impatientWebSocket({ connectMs: 20, goodbyeMs: 20 });
  const codes = closesOf(new Impatient(`ws://127.0.0.1:${port}`));
  await expect.poll(() => codes).toEqual([1006]);
});

test('a line that died unnoticed is found out when it is probed, a living one stays', async () => {
  const { server, url } = await socketServer();
  const Impatient = impatientWebSocket({ connectMs: 5_000, goodbyeMs: 20 });
  const peers: { pause: () => void }[] = [];
  server.on('connection', (peer) => {
    peers.push(peer);
    peer.on('message', (question: Buffer) => peer.send(`${question.toString()}, answered`));
  });
  const dead = new Impatient(url);
  const codes = closesOf(dead);
  await expect.poll(() => dead.readyState).toBe(WebSocket.OPEN);
  await expect.poll(() => peers.length).toBe(1);
  const living = new Impatient(url);
  const answers: unknown[] = [];
  living.addEventListener('message', ({ data }) => answers.push(data));
  await expect.poll(() => living.readyState).toBe(WebSocket.OPEN);
  peers[0]?.pause();
  // So long that a living one answers in time, however busy the machine.
  Impatient.probe('PING', 1_000);
  await expect.poll(() => answers).toEqual(['PING, answered']);
  await expect.poll(() => codes).toEqual([1006]);
  expect(living.readyState).toBe(WebSocket.OPEN);
  living.close();
});
