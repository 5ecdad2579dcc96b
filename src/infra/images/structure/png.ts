import { passingBytes } from './passing-bytes.ts';
import { BrokenStructureError, type ImageStructure, type Walker } from './walk.ts';

const compressedText = new Set(['zTXt', 'iTXt', 'iCCP']);
/** By colour type; a palette becomes colours, perhaps with transparency. */
const channels: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 4, 4: 2, 6: 4 };
const headerBytes = 13;
const maxChunkBytes = 2 ** 31 - 1;

/** W3C PNG (third edition): a signature, then chunks of length, type, data and checksum. */
export function* walkPng(structure: ImageStructure): Walker {
  yield { skip: 8 };
  structure.frames = 1;
  // Of an animation the first frame is shown and nothing else is decoded; the limits are for all of them.
  let animated = 0;
  while (true) {
    const header = yield { take: 8 };
    const length = header.readUInt32BE();
    const type = header.toString('latin1', 4);
    if (length > maxChunkBytes) throw new BrokenStructureError('a PNG chunk is too long');
    if (type === 'IHDR' && length >= headerBytes) {
      const size = yield { take: headerBytes };
      structure.width = size.readUInt32BE();
      structure.height = size.readUInt32BE(4);
      const isInterlaced = size.readUInt8(12) !== 0;
      const bytes = Math.max(1, size.readUInt8(8) / 8) * (channels[size.readUInt8(9)] ?? 4);
      // Its passes go over the whole picture; else rows come one after the other.
      const wholeBytes = isInterlaced ? structure.width * structure.height * bytes : 0;
      structure.heldBytes = wholeBytes + passingBytes(structure, bytes);
      yield { skip: length - headerBytes + 4 };
      continue;
    }
    if (type === 'fcTL') {
      animated += 1;
      structure.frames = animated;
    }
    if (compressedText.has(type)) {
      structure.compressedTextChunks += 1;
      structure.compressedTextBytes += length;
    }
    yield { skip: length + 4 };
    if (type === 'IEND') {
      structure.complete = true;
      return;
    }
  }
}
