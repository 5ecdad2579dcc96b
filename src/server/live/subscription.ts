import type { Channel } from './channel.ts';
import {
  type LiveFrame,
  type LiveTopic,
  type PassingFrame,
  textFrame,
  type Wire,
} from './live-frame.ts';
import type { LiveSocket } from './live-socket.ts';

export type SubscriptionEnd = 'left' | 'revoked';

// One for all: what each idle socket has of its own counts ten thousand times.
const nobody: readonly never[] = [];
const nothing = () => {};

/** One channel on one socket. Its position only rises: nothing goes out twice or out of order. */
export class Subscription {
  readonly socket: LiveSocket;
  readonly channel: Channel;
  readonly wire: Wire;
  /**
   * Whether its right has to be looked at before anything more is delivered: at first, and from
   * the event on that may have taken it away.
   */
  doubtful = true;
  #ended: SubscriptionEnd | null = null;
  #onEnd: readonly ((reason: SubscriptionEnd) => void)[] = nobody;
  #stopWaiting: () => void = nothing;
  #position: number;

  constructor(options: { socket: LiveSocket; channel: Channel; wire: Wire; position: number }) {
    this.socket = options.socket;
    this.channel = options.channel;
    this.wire = options.wire;
    this.#position = options.position;
  }

  /** Everything up to here has been sent, or did not concern it. */
  get position(): number {
    return this.#position;
  }

  get isOver(): boolean {
    return this.#ended !== null || this.socket.closing;
  }

  deliver(frame: LiveFrame): void {
    if (frame.position <= this.#position || this.#ended || this.doubtful) return;
    if (!this.wants(frame)) return;
    // A frame that did not go out must not count as delivered.
    if (this.socket.push(frame.bytesFor(this.wire))) this.#position = frame.position;
  }

  wants(frame: LiveFrame): boolean {
    const { carries } = this.channel;
    return this.#concerns(frame) && (!carries || carries.has(frame.type));
  }

  /** The channel's topics as they are at present. */
  get topics(): readonly LiveTopic[] {
    const { topic, alsoTopics } = this.channel;
    return alsoTopics ? [topic, ...alsoTopics()] : [topic];
  }

  #concerns({ topics }: LiveFrame): boolean {
    const { topic, alsoTopics } = this.channel;
    return (
      topics.includes(topic) || (alsoTopics?.().some((also) => topics.includes(also)) ?? false)
    );
  }

  /** What is no event: the first to be left out where the reader is slow. */
  mention(frame: PassingFrame): void {
    if (this.isOver || this.doubtful) return;
    const { carries } = this.channel;
    if (carries && !carries.has(frame.type)) return;
    this.socket.offer(frame.bytesFor(this.wire));
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

  /** Its right may have ended: nothing more is delivered until somebody has looked. */
  doubt(): void {
    this.doubtful = true;
    this.#stopWaiting();
    this.socket.stopWaiting();
  }

  /**
   * Resolves at the first doubt, or when it is over. Not an async function: what one keeps while it
   * waits, every idle socket would keep.
   */
  undoubted(): Promise<void> {
    if (this.doubtful || this.#ended) return Promise.resolve();
    return new Promise((resolve) => {
      this.#stopWaiting = resolve;
    });
  }

  /** Calls back once nothing more will be delivered; at once where that is so. */
  onEnd(listener: (reason: SubscriptionEnd) => void): void {
    if (this.#ended) listener(this.#ended);
    else this.#onEnd = this.#onEnd.concat(listener);
  }

  end(reason: SubscriptionEnd): void {
    if (this.#ended) return;
    this.#ended = reason;
    const listeners = this.#onEnd;
    this.#onEnd = nobody;
    for (const listener of listeners) listener(reason);
    this.#stopWaiting();
  }
}
