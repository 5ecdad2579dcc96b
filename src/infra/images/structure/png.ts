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
      // Its passes go over the whole picture; else rows come one after the other.
      if (isInterlaced) {
        const bytes = Math.max(1, size.readUInt8(8) / 8) * (channels[size.readUInt8(9)] ?? 4);
        structure.heldBytes = structure.width * structure.height * bytes;
      }
      yield { skip: length - headerBytes + 4 };
      continue;
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
