import type { Channel } from './channel.ts';
import { type LiveFrame, textFrame, type Wire } from './live-frame.ts';
import type { LiveSocket } from './live-socket.ts';

export type SubscriptionEnd = 'left' | 'revoked';

/** One channel on one socket. Its position only rises: nothing goes out twice or out of order. */
export class Subscription {
  readonly socket: LiveSocket;
  readonly channel: Channel;
  readonly wire: Wire;
  /** Resolves when nothing more will be delivered. */
  readonly over: Promise<SubscriptionEnd>;
  #end: (reason: SubscriptionEnd) => void = () => {};
  #isOver = false;
  #position: number;

  constructor(options: { socket: LiveSocket; channel: Channel; wire: Wire; position: number }) {
    this.socket = options.socket;
    this.channel = options.channel;
    this.wire = options.wire;
    this.#position = options.position;
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Everything up to here has been sent, or did not concern it. */
  get position(): number {
    return this.#position;
  }

  get isOver(): boolean {
    return this.#isOver || this.socket.closing;
  }

  deliver(frame: LiveFrame): void {
    if (frame.position <= this.#position || this.#isOver) return;
    const { topic, carries } = this.channel;
    if (!frame.topics.includes(topic) || (carries && !carries.has(frame.type))) return;
    // A frame that did not go out must not count as delivered.
    if (this.socket.push(frame.bytesFor(this.wire))) this.#position = frame.position;
  }

  /** What is there up to here does not concern it. */
  pass(position: number): void {
    if (position > this.#position) this.#position = position;
  }

  /** Says something of its own at its position, beside the frames of events. */
  tell(type: string, data: Record<string, unknown>): void {
    const text = this.wire.encode(this.#position, type, JSON.stringify(data));
    this.socket.push(textFrame(text));
  }

  end(reason: SubscriptionEnd): void {
    this.#isOver = true;
    this.#end(reason);
  }
}
