/**
 * Looks at the structure of a picture while it streams by, before anything decodes it. A walker is
 * a generator that asks for the next few bytes, or for bytes to be passed over; the driver feeds it
 * from whatever chunks come, so no more than a few bytes are ever kept.
 */

/** What a walker may ask for. */
export type Wish =
  | { take: number }
  | { skip: number }
  /** Everything up to the next byte of this value, it, and the one behind it, unless that is one of these. */
  | { pairOf: number; unless: (second: number) => boolean };

export type Walker = Generator<Wish, void, Buffer>;

/** What is known of a picture without decoding it. */
export interface ImageStructure {
  /** As stored, before any turning; of the canvas where there are several frames. */
  width: number;
  height: number;
  frames: number;
  /** Passes over the picture of a progressive JPEG. */
  scans: number;
  /** Compressed text and profiles, of a PNG: they are inflated just to read the header. */
  compressedTextChunks: number;
  compressedTextBytes: number;
  /** Camera data, profiles and the like of a JPEG: a decoder keeps each. */
  metadataParts: number;
  /** What a decoder has to have of it all at once, beside the rows that pass through. */
  heldBytes: number;
  /** The format's own end was reached. */
  complete: boolean;
}

function emptyStructure(): ImageStructure {
  return {
    width: 0,
    height: 0,
    frames: 0,
    scans: 0,
    compressedTextChunks: 0,
    compressedTextBytes: 0,
    metadataParts: 0,
    heldBytes: 0,
    complete: false,
  };
}

/** The bytes contradict the format: no decoder is asked. */
export class BrokenStructureError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'BrokenStructureError';
  }
}

const nothing = Buffer.alloc(0);

export class StructureWalk {
  readonly structure = emptyStructure();
  readonly #walker: Walker;
  #wish: Wish | null = null;
  #taken: Buffer = nothing;
  #skipped = 0;
  /** The first of a pair was a chunk's last byte. */
  #isInPair = false;

  constructor(walk: (structure: ImageStructure) => Walker) {
    this.#walker = walk(this.structure);
    this.#next(nothing);
  }

  push(chunk: Buffer): void {
    let offset = 0;
    while (this.#wish && offset < chunk.length) {
      offset = this.#feed(this.#wish, chunk, offset);
    }
  }

  /** Serves a wish from `offset` on, as far as the chunk goes; returns where it stopped. */
  #feed(wish: Wish, chunk: Buffer, offset: number): number {
    if ('take' in wish) {
      const end = Math.min(chunk.length, offset + wish.take - this.#taken.length);
      const piece = chunk.subarray(offset, end);
      this.#taken = this.#taken.length === 0 ? piece : Buffer.concat([this.#taken, piece]);
      if (this.#taken.length === wish.take) this.#next(this.#taken);
      // The chunk is somebody else's: what is kept beyond it is a copy.
      else this.#taken = Buffer.from(this.#taken);
      return end;
    }
    if ('skip' in wish) {
      const end = Math.min(chunk.length, offset + wish.skip - this.#skipped);
      this.#skipped += end - offset;
      if (this.#skipped === wish.skip) this.#next(nothing);
      return end;
    }
    return this.#feedPair(wish, chunk, offset);
  }

  /** In a loop of its own: in a photo's data there are thousands, none of which is worth a step of the walker. */
  #feedPair(wish: Extract<Wish, { pairOf: number }>, chunk: Buffer, offset: number): number {
    let second = this.#isInPair ? offset : behindNext(chunk, wish.pairOf, offset);
    while (second < chunk.length) {
      this.#isInPair = false;
      if (!wish.unless(chunk.readUInt8(second))) {
        this.#next(chunk.subarray(second, second + 1));
        return second + 1;
      }
      second = behindNext(chunk, wish.pairOf, second + 1);
    }
    this.#isInPair = second === chunk.length;
    return chunk.length;
  }

  #next(taken: Buffer): void {
    this.#taken = nothing;
    this.#skipped = 0;
    let step = this.#walker.next(taken);
    // A wish for nothing is granted at once: it needs no byte.
    while (!step.done && isEmpty(step.value)) step = this.#walker.next(nothing);
    this.#wish = step.done ? null : step.value;
  }
}

/** Where it goes on behind the next byte of a value; beyond the chunk's end where there is none. */
function behindNext(chunk: Buffer, value: number, offset: number): number {
  const found = chunk.indexOf(value, offset);
  return found === -1 ? Number.POSITIVE_INFINITY : found + 1;
}

function isEmpty(wish: Wish): boolean {
  return ('take' in wish && wish.take === 0) || ('skip' in wish && wish.skip === 0);
}
