import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { Flusher } from './flusher.ts';
import { LiveMeter } from './live-meter.ts';
import { LiveSocket } from './live-socket.ts';

/** As much of a WebSocket as is needed: its peer ignores the goodbye and goes on sending. */
class DeafSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly CLOSED = 3;
  readyState = 1;
  closedWith: number | null = null;

  close(code: number): void {
    this.readyState = 2;
    this.closedWith = code;
  }

  terminate(): void {
    this.readyState = this.CLOSED;
    this.emit('close');
  }
}

function socketOf(buffered = { writableLength: 0 }) {
  const ws = new DeafSocket();
  const caller = { personId: 'p', sessionId: 's', role: 'admin', expiresAtMs: Infinity } as const;
  const socket = new LiveSocket({
    ws: ws as unknown as WebSocket,
    stream: buffered as unknown as Duplex,
    caller,
    address: '127.0.0.1',
    flusher: new Flusher(),
    meter: new LiveMeter(),
  });
  const received: string[] = [];
  socket.receive(
    (data) => received.push((data as Buffer).toString()),
    () => received.push('ping'),
  );
  const send = (text: string) => ws.emit('message', Buffer.from(text), false);
  return { ws, socket, received, send };
}

describe('a socket', () => {
  it('takes nothing more from the moment at which it is told to close', () => {
    const { ws, socket, received, send } = socketOf();
    send('before');
    socket.close(4401, 'the session has ended');
    send('after');
    expect(received).toEqual(['before']);
    ws.terminate();
  });

  it('closes a peer that sends and does not read, before it answers any more', () => {
    const buffered = { writableLength: 900_000 };
    const { ws, received, send } = socketOf(buffered);
    send('one');
    buffered.writableLength = 1_000_001;
    send('two');
    buffered.writableLength = 0;
    send('three');
    expect(received).toEqual(['one']);
    expect(ws.closedWith).toBe(1013);
    ws.terminate();
  });

  it('leaves out what may be left out long before it closes for what may not', () => {
    const buffered = { writableLength: 0 };
    const { ws, socket } = socketOf(buffered);
    const frame = Buffer.alloc(10_000);
    buffered.writableLength = 245_000;
    socket.offer(frame);
    expect(socket.bufferedBytes).toBe(255_000);
    socket.offer(frame);
    expect(socket.bufferedBytes).toBe(255_000);
    expect(socket.push(frame)).toBe(true);
    expect(ws.closedWith).toBeNull();
    buffered.writableLength = 990_000;
    socket.offer(frame);
    expect(ws.closedWith).toBeNull();
    expect(socket.push(frame)).toBe(false);
    expect(ws.closedWith).toBe(1013);
    ws.terminate();
  });

  it('has heard of its peer only by an answer to a ping', () => {
    const { ws, socket, send } = socketOf();
    socket.heard = false;
    send('anything');
    expect(socket.heard).toBe(false);
    ws.emit('pong');
    expect(socket.heard).toBe(true);
  });
});
