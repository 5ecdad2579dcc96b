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
