import { passingBytes } from './passing-bytes.ts';
import { BrokenStructureError, type ImageStructure, type Walker, type Wish } from './walk.ts';

const extension = 0x21;
const image = 0x2c;
const trailer = 0x3b;
/** The canvas, and what the decoder has beside it. */
const canvasBytesPerPixel = 5;
/** As it is given on: colours and transparency. */
const pixelBytes = 4;

/** Bytes of a colour table, from the packed byte that announces it. */
function colourTableBytes(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 0x07) + 1) : 0;
}

function* skipSubBlocks(): Generator<Wish, void, Buffer> {
  for (;;) {
    const length = (yield { take: 1 }).readUInt8();
    if (length === 0) return;
    yield { skip: length };
  }
}

/** GIF89a: a canvas, then extensions and images in sub-blocks, then a trailer. */
export function* walkGif(structure: ImageStructure): Walker {
  const header = yield { take: 13 };
  structure.width = header.readUInt16LE(6);
  structure.height = header.readUInt16LE(8);
  const canvasBytes = structure.width * structure.height * canvasBytesPerPixel;
  yield { skip: colourTableBytes(header.readUInt8(10)) };
  for (;;) {
    const block = (yield { take: 1 }).readUInt8();
    if (block === trailer) {
      structure.heldBytes = canvasBytes + passingBytes(structure, pixelBytes);
      structure.complete = true;
      return;
    }
    if (block === extension) {
      yield { skip: 1 };
    } else if (block === image) {
      structure.frames += 1;
      const descriptor = yield { take: 9 };
      // The table, then the first code's size.
      yield { skip: colourTableBytes(descriptor.readUInt8(8)) + 1 };
    } else {
      throw new BrokenStructureError('a GIF block of no known kind');
    }
    yield* skipSubBlocks();
  }
}
