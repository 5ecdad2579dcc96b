/** Streams in which a PDF packs other objects; what they hold is to be looked at like the rest. */
import type { FileHandle } from 'node:fs/promises';
import { createInflate } from 'node:zlib';
import { tooComplex } from './finding.ts';
import { decodedName, names } from './pdf-names.ts';

const maxStreams = 20_000;
/** Of all of them together, as they are and inflated: well over a book's. */
const maxLookedAtBytes = 100 * 1024 * 1024;
const maxOneInflatedBytes = 16 * 1024 * 1024;
const dictionaryBytes = 16 * 1024;
/** Most streams are smaller, and what is read counts. */
const chunkBytes = 16 * 1024;

export interface PackedObjects {
  /** As much as could be read. */
  text: string;
  /** Whether these are the objects, and not something that they are packed in once more. */
  isRead: boolean;
  /** The packing ends in the middle, as encrypted bytes do. */
  isBroken: boolean;
}

const unreadable: PackedObjects = { text: '', isRead: false, isBroken: false };

export class ObjectStreams {
  readonly #file: FileHandle;
  readonly #sizeBytes: number;
  readonly #places = new Set<number>();
  #lookedAtBytes = 0;

  constructor(file: FileHandle, sizeBytes: number) {
    this.#file = file;
    this.#sizeBytes = sizeBytes;
  }

  /** One whose dictionary has its type at `position`. */
  found(position: number): void {
    if (this.#places.size >= maxStreams) throw tooComplex('too many object streams');
    this.#places.add(position);
  }

  async *contents(): AsyncGenerator<PackedObjects> {
    const starts = new Set<number>();
    for (const place of this.#places) {
      const stream = await this.#locate(place);
      // Several names may be before one stream.
      if (stream && starts.has(stream.start)) continue;
      if (stream) starts.add(stream.start);
      // So far from its name that no program wrote it so.
      yield stream ? await this.#content(stream) : unreadable;
    }
  }

  async #locate(place: number): Promise<{ dictionary: string; start: number } | null> {
    const from = Math.max(0, place - dictionaryBytes);
    const buffer = Buffer.alloc(2 * dictionaryBytes);
    const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, from);
    const text = buffer.toString('latin1', 0, bytesRead);
    const at = place - from;
    const keyword = /stream(\r\n|\n|\r)/g;
    keyword.lastIndex = at;
    const match = keyword.exec(text);
    if (!match) return null;
    const beginning = Math.max(0, text.lastIndexOf('obj', at));
    return {
      dictionary: text.slice(beginning, match.index),
      start: from + match.index + match[0].length,
    };
  }

  async #content({ dictionary, start }: { dictionary: string; start: number }) {
    const written = [...dictionary.matchAll(names)].map(([name]) => decodedName(name));
    const filters = written.filter((name) => /Decode$|^Fl$|^LZW$|^Crypt$/.test(name));
    // A predictor changes the bytes, so that names would not be found.
    if (written.includes('Predictor') || written.includes('F')) return unreadable;
    if (filters.length === 0) return this.#plain(start);
    const isFlate = filters.length === 1 && (filters[0] === 'FlateDecode' || filters[0] === 'Fl');
    return isFlate ? this.#inflated(start) : unreadable;
  }

  async #plain(start: number): Promise<PackedObjects> {
    const text = await this.#textUntil('endstream', start);
    // Bytes that are no text are packed after all, whatever its dictionary seemed to say.
    return { text, isRead: areObjects(text) && !binary.test(text), isBroken: false };
  }

  /** Up to a word, or as much as is looked at of one stream. */
  async #textUntil(word: string, start: number): Promise<string> {
    const buffer = Buffer.alloc(chunkBytes);
    const pieces: string[] = [];
    let length = 0;
    // The word may begin in one piece and end in the next.
    let seam = '';
    while (length < maxOneInflatedBytes && start + length < this.#sizeBytes) {
      const { bytesRead } = await this.#file.read(buffer, 0, chunkBytes, start + length);
      this.#lookAt(bytesRead);
      const piece = buffer.toString('latin1', 0, bytesRead);
      pieces.push(piece);
      const joined = `${seam}${piece}`;
      const end = joined.indexOf(word);
      if (end !== -1) return pieces.join('').slice(0, length - seam.length + end);
      length += bytesRead;
      seam = joined.slice(1 - word.length);
    }
    return pieces.join('');
  }

  /** Streams may lie within each other, so that a small file has any number of large ones. */
  #lookAt(bytes: number): void {
    this.#lookedAtBytes += bytes;
    if (this.#lookedAtBytes > maxLookedAtBytes) throw tooComplex('object streams too large');
  }

  /** To the end that the packed data says itself; a length in the dictionary is not relied on. */
  async #inflated(start: number): Promise<PackedObjects> {
    const inflate = createInflate();
    const parts: Buffer[] = [];
    const state = { bytes: 0, isOver: false, isBroken: false };
    inflate.on('data', (chunk: Buffer) => {
      state.bytes += chunk.length;
      if (state.bytes <= maxOneInflatedBytes) parts.push(chunk);
    });
    inflate.once('end', () => {
      state.isOver = true;
    });
    inflate.on('error', () => {
      state.isBroken = true;
    });
    const buffer = Buffer.alloc(chunkBytes);
    for (
      let at = start;
      at < this.#sizeBytes && !state.isOver && !state.isBroken;
      at += chunkBytes
    ) {
      const { bytesRead } = await this.#file.read(buffer, 0, chunkBytes, at);
      this.#lookAt(bytesRead);
      await new Promise<void>((resolve) => {
        const done = () => {
          inflate.off('error', done);
          resolve();
        };
        inflate.once('error', done);
        inflate.write(Buffer.from(buffer.subarray(0, bytesRead)), done);
      });
      if (state.bytes > maxOneInflatedBytes) break;
    }
    inflate.destroy();
    const { bytes, isBroken } = state;
    if (bytes > maxOneInflatedBytes) throw tooComplex('an object stream inflates too much');
    this.#lookAt(bytes);
    const text = Buffer.concat(parts).toString('latin1');
    const isEmpty = isBroken && bytes === 0;
    return { text, isRead: !isEmpty && areObjects(text), isBroken };
  }
}

// oxlint-disable-next-line no-control-regex -- white space is all that text has of them
const binary = /[^\t\n\f\r -~]/;
const digitsAndLetters = /^[\s\0\da-f]*$/i;

/**
 * Objects that are packed begin with pairs of numbers: which object, and where. What is packed once more, in a
 * predictor or in digits, does not, or is nothing but digits; so it matters little what a dictionary makes believe.
 */
function areObjects(text: string): boolean {
  if (/^[\s\0]*$/.test(text)) return true;
  if (!/^[\s\0]*\d+[\s\0]+\d+[\s\0<[(/]/.test(text)) return false;
  const isInDigits = digitsAndLetters.test(text) && /[a-f]/i.test(text);
  return !isInDigits && !/~>[\s\0]*$/.test(text);
}
