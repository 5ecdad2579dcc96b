/**
 * A socket as the hub sees it: what is pushed in one turn of the event loop goes out in one write
 * at its end. Frames are written past `ws`, on the stream that came with the upgrade. That is
 * sound as long as `ws` writes each of its own frames in one go, which it does without
 * compression (ws 8.23.0, `Sender.sendFrame`); our servers never negotiate it.
 */
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Caller } from '../auth/caller.ts';
import { closeCodes, closeSocket } from './close-codes.ts';
import type { Flusher } from './flusher.ts';
import type { LiveMeter } from './live-meter.ts';

/** Past this a reader is too slow: it is closed, and resumes from the log. */
const maxBufferedBytes = 1_000_000;
/** Past this what is no event is left out, so that what is one still has room. */
const passingBufferedBytes = 256_000;
/** A backlog waits for its reader beyond this, so that what comes live still has room. */
const backlogBufferedBytes = 128_000;

type CloseListener = (code: number) => void;
export type MessageListener = (data: RawData, isBinary: boolean) => void;

/** One for all, as there are thousands of sockets. */
const nobody: readonly CloseListener[] = [];

export interface LiveSocketOptions {
  ws: WebSocket;
  stream: Duplex;
  caller: Caller;
  address: string;
  flusher: Flusher;
  meter: LiveMeter;
}

export class LiveSocket {
  readonly ws: WebSocket;
  /** Replaced when a token is renewed. */
  caller: Caller;
  /** Where it comes from, past the proxies that are believed. */
  readonly address: string;
  /** Whether the peer has answered the last ping; what else it sends is no sign that it reads. */
  heard = true;
  /** Why we closed it; null while we did not. */
  goodbye: string | null = null;
  readonly #stream: Duplex;
  readonly #flusher: Flusher;
  readonly #meter: LiveMeter;
  #onClose: readonly CloseListener[] = nobody;
  #closedWith: number | null = null;
  /** There only while somebody waits: most sockets never have any. */
  #waiting: Set<() => void> | null = null;
  #queue: Buffer[] = [];
  #queuedBytes = 0;
  #closing = false;

  constructor(options: LiveSocketOptions) {
    this.ws = options.ws;
    this.address = options.address;
    this.caller = options.caller;
    this.#stream = options.stream;
    this.#flusher = options.flusher;
    this.#meter = options.meter;
    this.ws.on('pong', () => {
      this.heard = true;
    });
    // It comes once; to listen with `once` costs each socket 200 bytes more.
    this.ws.on('close', (code) => {
      this.#closing = true;
      this.#closedWith = code;
      this.#queue = [];
      const listeners = this.#onClose;
      this.#onClose = nobody;
      for (const listener of listeners) listener(code);
    });
  }

  /** True once nothing more can be sent. */
  get closing(): boolean {
    return this.#closing || this.ws.readyState !== this.ws.OPEN;
  }

  get bufferedBytes(): number {
    return this.#queuedBytes + this.#stream.writableLength;
  }

  /**
   * Called once, with the code; at once where the socket is closed already. One listener of `ws` for all
   * of them, as each of its own costs thousands of sockets more.
   */
  onClose(listener: CloseListener): () => void {
    if (this.#closedWith !== null) listener(this.#closedWith);
    else this.#onClose = this.#onClose.concat(listener);
    return () => {
      this.#onClose = this.#onClose.filter((other) => other !== listener);
    };
  }

  /**
   * Gives `listener` what the peer sends, until the socket begins to close: `ws` itself goes on
   * giving messages to a peer that ignores the goodbye. A peer that asks without reading its
   * answers, to pings also, is closed.
   */
  receive(listener: MessageListener, onPing: () => void): void {
    const heard = () => {
      if (this.bufferedBytes > maxBufferedBytes) this.#fellBehind();
      return !this.closing;
    };
    this.ws.on('message', (data, isBinary) => {
      this.#meter.received += 1;
      if (heard()) listener(data, isBinary);
    });
    this.ws.on('ping', () => heard() && onPing());
  }

  /** Takes a whole WebSocket frame; false where it would be too much for its reader. */
  push(frame: Buffer): boolean {
    if (this.closing) return false;
    if (this.bufferedBytes + frame.length > maxBufferedBytes) {
      this.#fellBehind();
      return false;
    }
    if (this.#queue.length === 0) this.#flusher.add(this);
    this.#queue.push(frame);
    this.#queuedBytes += frame.length;
    this.#meter.sent += 1;
    return true;
  }

  /** Takes a frame that may as well be left out, and leaves it out where the reader is slow. */
  offer(frame: Buffer): void {
    if (this.bufferedBytes + frame.length <= passingBufferedBytes) this.push(frame);
  }

  /** What is waiting to be written, handed to the flusher, which writes it. */
  takeQueue(): readonly Buffer[] {
    const queue = this.#queue;
    this.#queue = [];
    this.#queuedBytes = 0;
    return queue;
  }

  write(bytes: Buffer): void {
    if (!this.#stream.destroyed && this.#stream.writable) this.#stream.write(bytes);
  }

  /** Writes what is queued now: before something that must come after it. */
  flush(): void {
    for (const frame of this.takeQueue()) this.write(frame);
  }

  /**
   * Resolves when a backlog may go on: the reader has taken most of what it was sent. Also when it
   * is no use to wait any longer.
   */
  async ready(): Promise<void> {
    if (this.bufferedBytes < backlogBufferedBytes) return;
    this.flush();
    if (this.closing || !this.#stream.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const settle = () => {
        this.#stream.off('drain', settle);
        this.#waiting?.delete(settle);
        forget();
        resolve();
      };
      const forget = this.onClose(settle);
      this.#stream.on('drain', settle);
      this.#waiting ??= new Set();
      this.#waiting.add(settle);
    });
  }

  /** Who waits for the reader has something else to look at. */
  stopWaiting(): void {
    for (const settle of this.#waiting ?? []) settle();
  }

  #fellBehind(): void {
    this.close(closeCodes.tooSlow, 'the reader fell too far behind');
  }

  close(code: number, reason: string): void {
    if (this.closing) return;
    if (code === closeCodes.tooSlow) {
      this.#meter.slowReadersClosed += 1;
      this.takeQueue();
    } else {
      this.flush();
    }
    this.goodbye = reason;
    this.#closing = true;
    closeSocket(this.ws, code, reason);
  }
}
