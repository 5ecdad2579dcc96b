import { giveBack } from '#infra/images/give-back.ts';

/** Most photos that were made smaller for the web, and nearly all texts. */
const maxFileBytes = 1024 * 1024;
/** However many files come at once, no more than this is in memory. */
const maxHeldBytes = 16 * 1024 * 1024;
/** What a chunk takes beside its bytes: a sender may make each of one byte. */
const chunkBytes = 512;
let heldBytes = 0;

/**
 * A file that is small is kept in memory, whole, while it is received and looked at: it is written in one
 * go, and a decoder need not read it again. What is larger, or comes when there is no room, streams to the
 * disk as it comes.
 */
export class SmallFile implements Disposable {
  #chunks: Buffer[] = [];
  #takenBytes = 0;
  #isHeld = true;
  #whole: Buffer | null = null;

  /** @returns what is to be written now, in its order: nothing for as long as all of it is kept. */
  add(chunk: Buffer): readonly Buffer[] {
    if (!this.#isHeld) return [chunk];
    const takenBytes = chunk.length + chunkBytes;
    this.#chunks.push(chunk);
    if (this.#takenBytes + takenBytes <= maxFileBytes && heldBytes + takenBytes <= maxHeldBytes) {
      this.#takenBytes += takenBytes;
      heldBytes += takenBytes;
      return [];
    }
    const chunks = this.#chunks;
    this.#letGo();
    return chunks;
  }

  /** No more will come: all of it in one piece, or null where it was not kept. */
  end(): Buffer | null {
    if (!this.#isHeld) return null;
    this.#whole = Buffer.concat(this.#chunks);
    for (const chunk of this.#chunks) giveBack(chunk);
    this.#chunks = [];
    return this.#whole;
  }

  #letGo(): void {
    this.#isHeld = false;
    this.#chunks = [];
    heldBytes -= this.#takenBytes;
    this.#takenBytes = 0;
  }

  [Symbol.dispose](): void {
    this.#letGo();
    if (this.#whole) giveBack(this.#whole);
    this.#whole = null;
  }
}
