import type { LiveSocket } from './live-socket.ts';

/**
 * Writes what was pushed to sockets once a turn of the event loop, one write a socket. Sockets
 * that have the same frames to write share one buffer of them.
 */
export class Flusher {
  #waiting: LiveSocket[] = [];

  add(socket: LiveSocket): void {
    if (this.#waiting.length === 0) setImmediate(() => this.#flush());
    this.#waiting.push(socket);
  }

  #flush(): void {
    const sockets = this.#waiting;
    this.#waiting = [];
    const joined = new Map<Buffer, { frames: readonly Buffer[]; bytes: Buffer }>();
    for (const socket of sockets) {
      const frames = socket.takeQueue();
      const [first] = frames;
      if (!first) continue;
      if (frames.length === 1) {
        socket.write(first);
        continue;
      }
      const known = joined.get(first);
      if (known && isSame(known.frames, frames)) {
        socket.write(known.bytes);
        continue;
      }
      const bytes = Buffer.concat(frames);
      if (!known) joined.set(first, { frames, bytes });
      socket.write(bytes);
    }
  }
}

function isSame(one: readonly Buffer[], other: readonly Buffer[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) {
    if (one[index] !== other[index]) return false;
  }
  return true;
}
