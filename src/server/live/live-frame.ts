/**
 * What one event says on sockets. It is put into words once, and into bytes once for each way of
 * writing it, however many sockets it goes to.
 */
import type { Topic } from '#domain/kernel/event.ts';

export type LiveTopic = Topic | 'audit';

/** A way of writing frames: the plain socket's, or that of one subscription's id over tRPC. */
export interface Wire {
  /** Equal for wires that write the same bytes. */
  key: string;
  encode: (position: number, type: string, dataJson: string) => string;
  /**
   * What is no event and has no position of its own. `position` is where its reader stands, for
   * ways of writing that cannot do without one.
   */
  encodePassing: (position: number, type: string, dataJson: string) => string;
}

export interface FrameContent {
  position: number;
  topics: readonly LiveTopic[];
  type: string;
  data: () => unknown;
  /** What of earlier frames it deletes. */
  erases?: { key: string; at: string } | null;
  /** How what it says is deleted. */
  erasable?: { key: string; erase: (at: string) => void } | null;
}

export class LiveFrame {
  readonly position: number;
  readonly topics: readonly LiveTopic[];
  readonly type: string;
  readonly erases: FrameContent['erases'];
  readonly #data: () => unknown;
  readonly #erasable: FrameContent['erasable'];
  readonly #bytes = new Map<string, Buffer>();
  #json: string | null = null;

  constructor(content: FrameContent) {
    this.position = content.position;
    this.topics = content.topics;
    this.type = content.type;
    this.erases = content.erases;
    this.#data = content.data;
    this.#erasable = content.erasable;
  }

  get dataJson(): string {
    this.#json ??= JSON.stringify(this.#data());
    return this.#json;
  }

  bytesFor(wire: Wire): Buffer {
    const made = this.#bytes.get(wire.key);
    if (made) return made;
    const bytes = textFrame(wire.encode(this.position, this.type, this.dataJson));
    this.#bytes.set(wire.key, bytes);
    return bytes;
  }

  /** Says no more what was deleted, where it did. */
  erase({ key, at }: { key: string; at: string }): void {
    if (this.#erasable?.key !== key) return;
    this.#erasable.erase(at);
    this.#json = null;
    this.#bytes.clear();
  }

  /** After a round of sending: who still has to send the bytes holds them. */
  forgetBytes(): void {
    this.#bytes.clear();
  }
}

/** What is said once and kept nowhere: presence, typing, statistics. Made once for each wire. */
export class PassingFrame {
  readonly type: string;
  readonly #position: number;
  readonly #dataJson: string;
  readonly #bytes = new Map<string, Buffer>();

  /** `position` is where all who get it stand. */
  constructor(options: { position: number; type: string; data: Record<string, unknown> }) {
    this.type = options.type;
    this.#position = options.position;
    this.#dataJson = JSON.stringify(options.data);
  }

  bytesFor(wire: Wire): Buffer {
    const made = this.#bytes.get(wire.key);
    if (made) return made;
    const bytes = textFrame(wire.encodePassing(this.#position, this.type, this.#dataJson));
    this.#bytes.set(wire.key, bytes);
    return bytes;
  }
}

const textOpcodeFinal = 0x81;
const length16 = 126;
const length64 = 127;

/** A whole WebSocket message from a server (RFC 6455, 5.2): one text frame, not masked. */
export function textFrame(text: string): Buffer {
  const sizeBytes = Buffer.byteLength(text);
  const headerBytes = sizeBytes < length16 ? 2 : sizeBytes < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + sizeBytes);
  frame[0] = textOpcodeFinal;
  if (headerBytes === 2) {
    frame[1] = sizeBytes;
  } else if (headerBytes === 4) {
    frame[1] = length16;
    frame.writeUInt16BE(sizeBytes, 2);
  } else {
    frame[1] = length64;
    frame.writeBigUInt64BE(BigInt(sizeBytes), 2);
  }
  frame.write(text, headerBytes);
  return frame;
}

/** `{"type", "position", "data"}`, as plain sockets get it. */
export const plainWire: Wire = {
  key: 'plain',
  encode: (position, type, dataJson) =>
    `{"type":${JSON.stringify(type)},"position":"${position}","data":${dataJson}}`,
  encodePassing: (_, type, dataJson) => `{"type":${JSON.stringify(type)},"data":${dataJson}}`,
};
