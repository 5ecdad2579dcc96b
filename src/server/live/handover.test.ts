/**
 * What live delivery relies on in the pinned @trpc/server: a message written by a learned wire is
 * the very message that tRPC itself writes for a tracked value. When an upgrade breaks this, stop
 * and read its adapters/ws.ts.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { initTRPC, tracked } from '@trpc/server';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Handover, type LiveData, liveEncoder } from './handover.ts';

const t = initTRPC.create();
const later: LiveData = { type: 'second', data: { text: 'with "quotes"', list: [1, null] } };
let handover: Handover;
const router = t.router({
  stream: t.procedure.subscription(async function* () {
    handover = new Handover('first', { count: 1 });
    yield tracked<LiveData>('5', handover);
    yield tracked<LiveData>('6', later);
  }),
});

describe('the envelope of tRPC', () => {
  const server = new WebSocketServer({ port: 0 });
  let url: string;
  beforeAll(async () => {
    applyWSSHandler({ wss: server, router, experimental_encoder: liveEncoder });
    if (!server.address()) await once(server, 'listening');
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });

  async function messagesFor(request: Record<string, unknown>): Promise<string[]> {
    const ws = new WebSocket(url);
    const messages: string[] = [];
    const stopped = Promise.withResolvers<void>();
    ws.on('message', (raw: Buffer) => {
      const text = raw.toString();
      if (text.includes('"stopped"')) stopped.resolve();
      else messages.push(text);
    });
    await once(ws, 'open');
    const params = { path: 'stream', input: null };
    ws.send(JSON.stringify({ method: 'subscription', params, ...request }));
    await stopped.promise;
    ws.terminate();
    return messages;
  }

  it.each([
    ['a number', { id: 3 }],
    ['text', { id: 'a"b' }],
    ['JSON-RPC', { id: 4, jsonrpc: '2.0' }],
  ])('is learned from its first message (id: %s)', async (_, request) => {
    const [started, first, second] = await messagesFor(request);
    expect(started).toContain('"started"');
    expect(JSON.parse(first ?? '')).toMatchObject({
      id: request.id,
      result: { id: '5', data: { id: '5', data: { type: 'first', data: { count: 1 } } } },
    });
    expect(handover.wire.encode(6, later.type, JSON.stringify(later.data))).toBe(second);
  });

  it('is the same bytes for the same id, and others for another', async () => {
    await messagesFor({ id: 1 });
    const one = handover.wire.key;
    await messagesFor({ id: 1 });
    expect(handover.wire.key).toBe(one);
    await messagesFor({ id: 2 });
    expect(handover.wire.key).not.toBe(one);
  });

  it('is not known before the first message was encoded', () => {
    expect(() => new Handover('ready', {}).wire).toThrow('was not encoded');
  });
});
