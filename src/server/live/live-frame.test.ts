import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { LiveFrame, plainWire, textFrame } from './live-frame.ts';

/** Reads frames with ws itself. */
async function readBack(bytes: Buffer): Promise<string> {
  const stream = Object.assign(new PassThrough(), { setTimeout: () => {}, setNoDelay: () => {} });
  const ws = new WebSocket(null as never, undefined, {});
  const read = new Promise<string>((resolve) => {
    ws.on('message', (data: Buffer) => resolve(data.toString()));
  });
  const client = ws as unknown as { _isServer: boolean; setSocket: (...args: unknown[]) => void };
  client._isServer = false;
  client.setSocket(stream, Buffer.alloc(0), { maxPayload: 0, skipUTF8Validation: false });
  stream.write(bytes);
  return read;
}

describe('textFrame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])('frames %i bytes', async (size) => {
    const text = 'x'.repeat(size);
    expect(await readBack(textFrame(text))).toBe(text);
  });

  it('counts bytes, not characters', async () => {
    const text = 'é🌍'.repeat(40);
    expect(await readBack(textFrame(text))).toBe(text);
  });
});

describe('LiveFrame', () => {
  it('is put into words and into bytes once, however many sockets it goes to', () => {
    let made = 0;
    const data = () => {
      made += 1;
      return { name: 'a "quoted" one' };
    };
    const frame = new LiveFrame({ position: 7, topics: ['user:a'], type: 'test', data });
    expect(frame.bytesFor(plainWire)).toBe(frame.bytesFor({ ...plainWire }));
    expect(frame.dataJson).toBe('{"name":"a \\"quoted\\" one"}');
    expect(made).toBe(1);
  });
});
