/**
 * The container of old Office files: a file system of sectors in one file ([MS-CFB]). Chains of
 * sectors are followed with a count, so that a loop ends; the tree of names likewise.
 */
import type { FileHandle } from 'node:fs/promises';
import { damaged, tooComplex } from './finding.ts';

export const compoundFileSignature = Buffer.from('d0cf11e0a1b11ae1', 'hex');

export interface CompoundEntry {
  /** Of the folders above it, the root not among them. */
  folders: readonly string[];
  name: string;
  isStream: boolean;
  sizeBytes: number;
}

export interface CompoundFile {
  /** The root's class, as in `{000C1084-0000-0000-C000-000000000046}` without braces, lower case. */
  classId: string;
  entries: readonly CompoundEntry[];
  /** A stream's bytes, at most so many from its beginning. */
  read: (entry: CompoundEntry, maxBytes: number) => Promise<Buffer>;
}

const headerBytes = 512;
const entryBytes = 128;
const maxEntries = 20_000;
const noEntry = 0xffffffff;
/** Sector numbers from here on are marks: end of chain, free, of the table itself. */
const firstMark = 0xfffffffa;
const endOfChain = 0xfffffffe;
const kinds = { folder: 1, stream: 2, root: 5 };

interface StoredEntry extends CompoundEntry {
  left: number;
  right: number;
  child: number;
  kind: number;
  classId: string;
  start: number;
}

/**
 * Its directory; streams are read when they are asked for, up to `maxBytes`. Throws `damaged` for chains that
 * lead nowhere and `tooComplex` for more entries than any office program writes.
 */
export async function readCompoundFile(file: FileHandle, sizeBytes: number): Promise<CompoundFile> {
  const sectors = await Sectors.open(file, sizeBytes);
  const stored = await readEntries(sectors);
  const root = stored[0];
  if (root?.kind !== kinds.root) throw damaged('no root');
  const entries = treeBelow(stored, root);
  const small = sectors.smallStream(root);
  return {
    classId: root.classId,
    entries,
    read: (entry, maxBytes) => {
      const found = entries.find((candidate) => candidate === entry);
      if (!found?.isStream) throw new Error('not a stream of this file');
      const wanted = Math.min(found.sizeBytes, maxBytes);
      return found.sizeBytes < sectors.smallBelowBytes
        ? small(found.start, wanted)
        : sectors.readChain(found.start, wanted);
    },
  };
}

class Sectors {
  readonly #file: FileHandle;
  readonly #sectorBytes: number;
  readonly #smallSectorBytes: number;
  readonly #next: Uint32Array;
  #smallNext: Uint32Array = new Uint32Array();
  readonly smallBelowBytes: number;
  readonly directoryStart: number;

  private constructor(file: FileHandle, header: Buffer, next: Uint32Array) {
    this.#file = file;
    this.#sectorBytes = 1 << header.readUInt16LE(0x1e);
    this.#smallSectorBytes = 1 << header.readUInt16LE(0x20);
    this.smallBelowBytes = header.readUInt32LE(0x38);
    this.directoryStart = header.readUInt32LE(0x30);
    this.#next = next;
  }

  static async open(file: FileHandle, sizeBytes: number): Promise<Sectors> {
    const header = Buffer.alloc(headerBytes);
    const { bytesRead } = await file.read(header, 0, headerBytes, 0);
    const shift = header.readUInt16LE(0x1e);
    if (bytesRead < headerBytes || (shift !== 9 && shift !== 12)) throw damaged('no header');
    if (header.readUInt16LE(0x20) !== 6) throw damaged('an unknown size of small sectors');
    const sectorBytes = 1 << shift;
    const count = Math.ceil(sizeBytes / sectorBytes);
    const table = await readTable(file, header, sectorBytes, count);
    // A table may say more than there is: then a chain that bites its tail would be followed for long.
    const sectors = new Sectors(file, header, table.subarray(0, count));
    const smallStart = header.readUInt32LE(0x3c);
    if (smallStart < firstMark) {
      const smallBytes = Math.min(header.readUInt32LE(0x40), count) * sectorBytes;
      sectors.#smallNext = numbersIn(await sectors.readChain(smallStart, smallBytes));
    }
    return sectors;
  }

  async readChain(start: number, wantedBytes: number): Promise<Buffer> {
    const count = Math.ceil(wantedBytes / this.#sectorBytes);
    const parts: Buffer[] = [];
    for (const sector of chain(this.#next, start, count)) {
      parts.push(await readSector(this.#file, sector, this.#sectorBytes));
    }
    const bytes = Buffer.concat(parts).subarray(0, wantedBytes);
    if (bytes.length < wantedBytes) throw damaged('a stream ends too soon');
    return bytes;
  }

  /** All there is of a chain, up to a limit. */
  async readAll(start: number, maxBytes: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    const maxCount = maxBytes / this.#sectorBytes + 1;
    for (const sector of chain(this.#next, start, maxCount)) {
      parts.push(await readSector(this.#file, sector, this.#sectorBytes));
    }
    if (parts.length * this.#sectorBytes > maxBytes) throw tooComplex('too many entries');
    return Buffer.concat(parts);
  }

  /** Small streams lie in sectors of their own within the root's stream. */
  smallStream(root: StoredEntry): (start: number, wantedBytes: number) => Promise<Buffer> {
    let whole: Promise<Buffer> | null = null;
    return async (start, wantedBytes) => {
      whole ??= this.readChain(root.start, root.sizeBytes);
      const all = await whole;
      const count = Math.ceil(wantedBytes / this.#smallSectorBytes);
      const parts = [...chain(this.#smallNext, start, count)].map((sector) =>
        all.subarray(sector * this.#smallSectorBytes, (sector + 1) * this.#smallSectorBytes),
      );
      return Buffer.concat(parts).subarray(0, wantedBytes);
    };
  }
}

/** Never more sectors than asked for, nor than there are. */
function* chain(next: Uint32Array, start: number, count: number): Generator<number> {
  let sector = start;
  for (let taken = 0; taken < count && sector < firstMark; taken += 1) {
    if (taken > next.length) throw damaged('a chain of sectors without an end');
    yield sector;
    const following = next[sector];
    if (following === undefined) throw damaged('a sector outside of the file');
    sector = following;
  }
}

/** Which sector follows which: itself in sectors, whose list is in the header and in further ones. */
async function readTable(
  file: FileHandle,
  header: Buffer,
  sectorBytes: number,
  sectorCount: number,
): Promise<Uint32Array> {
  const places: number[] = [];
  for (let index = 0; index < 109; index += 1) places.push(header.readUInt32LE(0x4c + index * 4));
  let more = header.readUInt32LE(0x44);
  for (let taken = 0; more < firstMark; taken += 1) {
    if (taken > sectorCount) throw damaged('a list of sectors without an end');
    const numbers = numbersIn(await readSector(file, more, sectorBytes));
    places.push(...numbers.subarray(0, -1));
    more = numbers.at(-1) ?? endOfChain;
  }
  const used = places.filter((place) => place < firstMark);
  if (used.length > sectorCount) throw damaged('more tables than sectors');
  const tables: Buffer[] = [];
  for (const place of used) tables.push(await readSector(file, place, sectorBytes));
  return numbersIn(Buffer.concat(tables));
}

/** The last sector of a file may be cut short; what is missing is read as zeros. */
async function readSector(file: FileHandle, sector: number, sectorBytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(sectorBytes);
  const { bytesRead } = await file.read(buffer, 0, sectorBytes, (sector + 1) * sectorBytes);
  if (bytesRead === 0) throw damaged('a sector outside of the file');
  return buffer;
}

function numbersIn(bytes: Buffer): Uint32Array {
  const numbers = new Uint32Array(Math.floor(bytes.length / 4));
  for (let index = 0; index < numbers.length; index += 1) {
    numbers[index] = bytes.readUInt32LE(index * 4);
  }
  return numbers;
}

async function readEntries(sectors: Sectors): Promise<StoredEntry[]> {
  const bytes = await sectors.readAll(sectors.directoryStart, maxEntries * entryBytes);
  const entries: StoredEntry[] = [];
  for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) {
    entries.push(storedEntry(bytes.subarray(at, at + entryBytes)));
  }
  return entries;
}

function storedEntry(bytes: Buffer): StoredEntry {
  const nameBytes = Math.min(Math.max(bytes.readUInt16LE(64) - 2, 0), 62);
  const kind = bytes.readUInt8(66);
  const hex = (from: number, to: number) => bytes.subarray(from, to).toString('hex');
  const swapped = (from: number, to: number) =>
    Buffer.from(bytes.subarray(from, to)).reverse().toString('hex');
  return {
    folders: [],
    name: bytes.toString('utf16le', 0, nameBytes),
    kind,
    isStream: kind === kinds.stream,
    left: bytes.readUInt32LE(68),
    right: bytes.readUInt32LE(72),
    child: bytes.readUInt32LE(76),
    classId: [swapped(80, 84), swapped(84, 86), swapped(86, 88), hex(88, 90), hex(90, 96)].join(
      '-',
    ),
    start: bytes.readUInt32LE(116),
    // The upper half is not defined in files with small sectors; none is that large.
    sizeBytes: bytes.readUInt32LE(120),
  };
}

function treeBelow(stored: readonly StoredEntry[], root: StoredEntry): StoredEntry[] {
  const found: StoredEntry[] = [];
  const seen = new Set<number>([0]);
  const waiting = [{ index: root.child, folders: [] as readonly string[] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { index, folders } = next;
    if (index === noEntry) continue;
    const entry = stored[index];
    if (!entry || seen.has(index)) throw damaged('a tree of names that leads nowhere');
    seen.add(index);
    found.push({ ...entry, folders });
    waiting.push({ index: entry.left, folders }, { index: entry.right, folders });
    if (entry.kind === kinds.folder) {
      waiting.push({ index: entry.child, folders: [...folders, entry.name] });
    }
  }
  return found;
}
