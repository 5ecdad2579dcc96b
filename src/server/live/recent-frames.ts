import type { LiveFrame } from './live-frame.ts';

export interface RecentLimits {
  maxFrames: number;
  maxCharacters: number;
}

const usualLimits: RecentLimits = { maxFrames: 4_000, maxCharacters: 4_000_000 };

/**
 * The last frames, kept in memory: the last step of every backlog, and all of it after a short
 * absence, so that many sockets that come back at once ask the database little.
 */
export class RecentFrames {
  #frames: LiveFrame[] = [];
  #characters = 0;
  #since: number;
  readonly #limits: RecentLimits;

  constructor(position: number, limits: RecentLimits = usualLimits) {
    this.#since = position;
    this.#limits = limits;
  }

  /** Every frame after this position is here. */
  get since(): number {
    return this.#since;
  }

  add(frames: readonly LiveFrame[]): void {
    for (const frame of frames) {
      this.#frames.push(frame);
      this.#characters += frame.dataJson.length;
    }
    const { maxFrames, maxCharacters } = this.#limits;
    let dropped = 0;
    while (this.#frames.length - dropped > maxFrames || this.#characters > maxCharacters) {
      const oldest = this.#frames[dropped];
      if (!oldest) break;
      this.#since = oldest.position;
      this.#characters -= oldest.dataJson.length;
      dropped += 1;
    }
    if (dropped > 0) this.#frames = this.#frames.slice(dropped);
  }

  /** What was deleted is not said to who comes back, either. */
  erase(what: { key: string; at: string }): void {
    for (const frame of this.#frames) {
      const before = frame.dataJson.length;
      frame.erase(what);
      this.#characters += frame.dataJson.length - before;
    }
  }

  after(position: number): readonly LiveFrame[] {
    let from = this.#frames.length;
    while (from > 0 && (this.#frames[from - 1]?.position ?? 0) > position) from -= 1;
    return this.#frames.slice(from);
  }

  forgetBytes(): void {
    for (const frame of this.#frames) frame.forgetBytes();
  }

  /** What is known up to `position` is not complete: begin anew from there. */
  restart(position: number): void {
    this.#frames = [];
    this.#characters = 0;
    this.#since = position;
  }
}
