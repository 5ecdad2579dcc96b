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
const chunkBytes = 64 * 1024;

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

  /** The contents; null for one that is packed in a way that is not looked into. */
  async *contents(): AsyncGenerator<string | null> {
    const starts = new Set<number>();
    for (const place of this.#places) {
      const stream = await this.#locate(place);
      // A name without a stream after it is a text, or a comment; several may be before one.
      if (!stream || starts.has(stream.start)) continue;
      starts.add(stream.start);
      yield this.#content(stream);
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
    if (written.includes('Predictor') || written.includes('F')) return null;
    if (filters.length === 0) return this.#plain(start);
    const isFlate = filters.length === 1 && (filters[0] === 'FlateDecode' || filters[0] === 'Fl');
    return isFlate ? this.#inflated(start) : null;
  }

  async #plain(start: number): Promise<string> {
    const buffer = Buffer.alloc(Math.min(maxOneInflatedBytes, this.#sizeBytes - start));
    const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, start);
    const end = buffer.indexOf('endstream');
    const length = end === -1 ? bytesRead : end;
    this.#lookAt(length);
    return buffer.toString('latin1', 0, length);
  }

  /** Streams may lie within each other, so that a small file has any number of large ones. */
  #lookAt(bytes: number): void {
    this.#lookedAtBytes += bytes;
    if (this.#lookedAtBytes > maxLookedAtBytes) throw tooComplex('object streams too large');
  }

  /** To the end that the packed data says itself; a length in the dictionary is not relied on. */
  async #inflated(start: number): Promise<string | null> {
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
        inflate.write(Buffer.from(buffer.subarray(0, bytesRead)), () => resolve());
        inflate.once('error', () => resolve());
      });
      if (state.bytes > maxOneInflatedBytes) break;
    }
    inflate.destroy();
    const { bytes, isBroken } = state;
    if (bytes > maxOneInflatedBytes) throw tooComplex('an object stream inflates too much');
    this.#lookAt(bytes);
    return isBroken && bytes === 0 ? null : Buffer.concat(parts).toString('latin1');
  }
}
