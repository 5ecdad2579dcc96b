/**
 * How a tRPC subscription gets past tRPC. Its resolver yields one tracked value whose data is a
 * `Handover`. The adapter hands the whole message to the encoder, which meets the handover there
 * and learns from the message itself what every later one looks like: the same, with another
 * position and another payload. From then on frames are written by the hub, made once for all
 * subscriptions with the same id; middleware, input errors, stop and resume stay tRPC's.
 *
 * Relied on, and checked by `handover.test.ts` against the pinned @trpc/server 11.25.2: the
 * adapter calls `encode` with the message as an object, in the same turn in which it sends it; a
 * tracked value becomes `result.id` and `result.data.id`, its data `result.data.data`; no
 * transformer is set.
 */
import { randomUUID } from 'node:crypto';
import { type Encoder, jsonEncoder } from '@trpc/server/adapters/ws';
import type { Wire } from './live-frame.ts';

export interface LiveData {
  type: string;
  data: Record<string, unknown>;
}

/** Stand in for what changes from message to message; no client can guess them. */
const positionMark = randomUUID();
const payloadMark = randomUUID();
const marks = new RegExp(`"(${positionMark}|${payloadMark})"`);

export class Handover implements LiveData {
  readonly type: string;
  data: Record<string, unknown>;
  #wire: Wire | null = null;

  constructor(type: string, data: Record<string, unknown>) {
    this.type = type;
    this.data = data;
  }

  /** How this subscription's messages are written; known once its first one was. */
  get wire(): Wire {
    if (!this.#wire) throw new Error('the first message of a subscription was not encoded');
    return this.#wire;
  }

  /** Once it was said: the call holds this for as long as it lasts, and a room's last messages are much. */
  forget(): void {
    this.data = {};
  }

  learn(message: HandoverMessage): void {
    const template = JSON.stringify({
      ...message,
      result: {
        ...message.result,
        id: positionMark,
        data: { ...message.result.data, id: positionMark, data: payloadMark },
      },
    });
    this.#wire = wireOf(template);
  }

  toJSON(): LiveData {
    return { type: this.type, data: this.data };
  }
}

const rememberedWires = 1_000;
const wires = new Map<string, Wire>();

/** Of most sockets the first subscriptions have the same few ids: one wire serves them all. */
function wireOf(template: string): Wire {
  const known = wires.get(template);
  if (known) return known;
  const pieces = template.split(marks);
  const encode = (position: number, type: string, dataJson: string) =>
    pieces
      .map((piece) => {
        if (piece === positionMark) return `"${position}"`;
        if (piece === payloadMark) return `{"type":${JSON.stringify(type)},"data":${dataJson}}`;
        return piece;
      })
      .join('');
  // The client forgets where it was at a message without an id, so each has one; the id of what
  // passes is where its reader stands already.
  const wire = { key: template, encode, encodePassing: encode };
  if (wires.size >= rememberedWires) wires.clear();
  wires.set(template, wire);
  return wire;
}

/** A message of the adapter's with a tracked value that is a handover. */
interface HandoverMessage {
  result: { id: string; data: { id: string; data: Handover } };
}

function isHandover(message: unknown): message is HandoverMessage {
  const result = fieldOf(message, 'result');
  return fieldOf(fieldOf(result, 'data'), 'data') instanceof Handover;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** tRPC's own JSON, with an eye on handovers. */
export const liveEncoder: Encoder = {
  encode: (message) => {
    if (isHandover(message)) message.result.data.data.learn(message);
    return jsonEncoder.encode(message);
  },
  decode: (data) => jsonEncoder.decode(data),
};
