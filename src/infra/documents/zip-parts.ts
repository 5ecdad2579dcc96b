/**
 * A zip archive by its directory. Nothing is inflated on the directory's word: sizes are checked
 * against each other first, and each part that is read is cut off at a limit.
 */
import type { FileHandle } from 'node:fs/promises';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { damaged, tooComplex, UnacceptableDocument } from './finding.ts';

const maxEntries = 10_000;
/** What all parts together say they inflate to, and how many times their packed size. */
const maxInflatedBytes = 400 * 1024 * 1024;
const maxInflation = 100;
/** Below that a high ratio is harmless: empty tables pack well. */
const harmlessBytes = 50 * 1024 * 1024;
/** What is read of one archive, in all. */
const maxReadBytes = 100 * 1024 * 1024;

const methods = { stored: 0, deflated: 8 };

export class ZipParts {
  readonly #zip: ZipFile;
  readonly #entries = new Map<string, Entry>();
  #readBytes = 0;

  private constructor(zip: ZipFile) {
    this.#zip = zip;
  }

  static async open(file: FileHandle, sizeBytes: number): Promise<ZipParts> {
    try {
      // The handle is its owner's to close.
      const zip = await fromFdPromise(file.fd, { lazyEntries: true, autoClose: false });
      const parts = new ZipParts(zip);
      await parts.#list(sizeBytes);
      return parts;
    } catch (error) {
      throw asDamage(error);
    }
  }

  /** Names in lower case: the programs that open these files do not mind case. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  async *#read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (!entry) return;
    if (entry.isEncrypted()) throw damaged('a part is encrypted');
    for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
      this.#readBytes += (chunk as Buffer).length;
      if (this.#readBytes > maxReadBytes) throw tooComplex('parts too large to be examined');
      yield chunk as Buffer;
    }
  }

  /** A part's text in pieces, whichever Unicode encoding it is in. Nothing for one that is missing. */
  async *text(name: string): AsyncGenerator<string> {
    try {
      let decoder: InstanceType<typeof TextDecoder> | null = null;
      for await (const chunk of this.#read(name)) {
        if (decoder) {
          yield decoder.decode(chunk, { stream: true });
          continue;
        }
        decoder = new TextDecoder(encodingOf(chunk));
        const beginning = decoder.decode(chunk, { stream: true });
        const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/i.exec(beginning)?.[1];
        if (declared && !readable.test(declared)) throw damaged('an encoding that is not read');
        yield beginning;
      }
    } catch (error) {
      throw asDamage(error);
    }
  }

  async #list(sizeBytes: number): Promise<void> {
    let inflatedBytes = 0;
    let packedBytes = 0;
    for await (const entry of this.#zip.eachEntry()) {
      const name = entry.fileName.replace(/^\/+/, '').toLowerCase();
      if (this.#entries.size >= maxEntries) throw tooComplex('too many parts');
      if (this.#entries.has(name)) throw damaged('two parts of one name');
      if (hasSecondName(entry)) throw damaged('a part of two names');
      if (
        entry.compressionMethod !== methods.stored &&
        entry.compressionMethod !== methods.deflated
      )
        throw damaged('a part packed in an unknown way');
      this.#entries.set(name, entry);
      inflatedBytes += entry.uncompressedSize;
      packedBytes += entry.compressedSize;
    }
    // Parts that share their bytes are how small archives say they are huge.
    if (packedBytes > sizeBytes) throw damaged('parts that overlap');
    const isSuspect = inflatedBytes > harmlessBytes && inflatedBytes > packedBytes * maxInflation;
    if (isSuspect || inflatedBytes > maxInflatedBytes) throw tooComplex('inflates too much');
  }
}

/** What ASCII means the same in; in any other a text may be read as quite another. */
const readable = /^(utf-?8|utf-?16(le|be)?|us-ascii|iso-8859-\d{1,2}|windows-125\d)$/i;

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  return 'utf-8';
}

/** Beside the name in its place, which programs go by, one that yauzl prefers (Info-ZIP's of Unicode). */
function hasSecondName({ extraFields, fileName, fileNameRaw }: Entry): boolean {
  const isGiven = extraFields.some(({ id }) => id === 0x7075);
  return isGiven && fileName !== fileNameRaw.toString();
}

/** What yauzl and zlib throw says that the archive is broken; a failing disk is another matter. */
function asDamage(error: unknown): Error {
  if (error instanceof UnacceptableDocument || !(error instanceof Error)) return error as Error;
  if ('syscall' in error) return error;
  return damaged(error.message, error);
}
