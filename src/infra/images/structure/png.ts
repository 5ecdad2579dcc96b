import { BrokenStructureError, type ImageStructure, type Walker } from './walk.ts';

const compressedText = new Set(['zTXt', 'iTXt', 'iCCP']);
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
    if (type === 'IHDR' && length >= 8) {
      const size = yield { take: 8 };
      structure.width = size.readUInt32BE();
      structure.height = size.readUInt32BE(4);
      yield { skip: length - 8 + 4 };
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
