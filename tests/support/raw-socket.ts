/** A WebSocket peer that keeps to no rule: it writes bytes, and reads only what frames there are. */
import { once } from 'node:events';
import { get } from 'node:http';
import type { Duplex } from 'node:stream';

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface RawFrame {
  opcode: number;
  payload: Buffer;
}

export class RawSocket implements Disposable {
  readonly stream: Duplex;
  readonly frames: RawFrame[] = [];
  ended = false;
  #bytes: Buffer;

  private constructor(stream: Duplex, head: Buffer) {
    this.stream = stream;
    this.#bytes = head;
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    stream.on('close', () => {
      this.ended = true;
    });
    stream.on('error', () => {});
    this.#take(Buffer.alloc(0));
  }

  static async open(url: string): Promise<RawSocket> {
    const request = get(url.replace(/^ws/, 'http'), {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.alloc(16).toString('base64'),
      },
    });
    const [, stream, head] = (await once(request, 'upgrade')) as [unknown, Duplex, Buffer];
    return new RawSocket(stream, head);
  }

  /** The code that it was closed with, once it was. */
  get closeCode(): number | null {
    const close = this.frames.find(({ opcode }) => opcode === opcodes.close);
    return close ? close.payload.readUInt16BE(0) : null;
  }

  get messages(): string[] {
    return this.frames
      .filter(({ opcode }) => opcode === opcodes.text)
      .map(({ payload }) => payload.toString());
  }

  send(
    kind: keyof typeof opcodes | number,
    payload: string | Buffer = '',
    options: { final?: boolean; mask?: boolean; declared?: number } = {},
  ): void {
    this.stream.write(
      clientFrame(typeof kind === 'number' ? kind : opcodes[kind], payload, options),
    );
  }

  #take(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const bytes = this.#bytes;
      if (bytes.length < 2) return;
      const short = (bytes[1] ?? 0) & 127;
      const headerBytes = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.length < headerBytes) return;
      const sizeBytes =
        short < 126
          ? short
          : short === 126
            ? bytes.readUInt16BE(2)
            : Number(bytes.readBigUInt64BE(2));
      if (bytes.length < headerBytes + sizeBytes) return;
      const payload = bytes.subarray(headerBytes, headerBytes + sizeBytes);
      this.frames.push({ opcode: (bytes[0] ?? 0) & 15, payload });
      this.#bytes = bytes.subarray(headerBytes + sizeBytes);
    }
  }

  [Symbol.dispose](): void {
    this.stream.destroy();
  }
}

/** A frame as a client sends it, or as it must not. */
function clientFrame(
  opcode: number,
  payload: string | Buffer,
  options: { final?: boolean; mask?: boolean; declared?: number },
): Buffer {
  const { final = true, mask = true } = options;
  const body = Buffer.from(payload);
  const header = Buffer.alloc(10);
  header[0] = (final ? 0x80 : 0) | opcode;
  header[1] = (mask ? 0x80 : 0) | 127;
  header.writeBigUInt64BE(BigInt(options.declared ?? body.length), 2);
  // Control frames must be short, and say so in one byte.
  const isShort = body.length < 126 && options.declared === undefined;
  if (isShort) header[1] = (mask ? 0x80 : 0) | body.length;
  // A mask of zeros leaves the payload as it is.
  const key = mask ? Buffer.alloc(4) : Buffer.alloc(0);
  return Buffer.concat([isShort ? header.subarray(0, 2) : header, key, body]);
}
