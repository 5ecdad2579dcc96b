import { type ImageStructure, type Walker } from './walk.ts';

const canvasBytes = 10;
const keyFrameBytes = 10;
const losslessHeaderBytes = 5;
/** What is lossless is decoded whole, and so is each frame of an animation, with its transparency. */
const bytesPerPixel = 4;

/** RFC 9649: a RIFF container; its own length says where it ends. */
export function* walkWebp(structure: ImageStructure): Walker {
  const header = yield { take: 12 };
  let left = header.readUInt32LE(4) - 4;
  let isAnimated = false;
  let isLossless = false;
  while (left >= 8) {
    const chunk = yield { take: 8 };
    const type = chunk.toString('latin1', 0, 4);
    const length = chunk.readUInt32LE(4);
    const padded = length + (length % 2);
    left -= 8 + padded;
    let taken = 0;
    if (type === 'VP8X' && length >= canvasBytes) {
      const canvas = yield { take: canvasBytes };
      taken = canvasBytes;
      isAnimated = (canvas.readUInt8() & 0x02) !== 0;
      structure.width = canvas.readUIntLE(4, 3) + 1;
      structure.height = canvas.readUIntLE(7, 3) + 1;
    } else if (type === 'VP8 ' && length >= keyFrameBytes) {
      const frame = yield { take: keyFrameBytes };
      taken = keyFrameBytes;
      structure.frames = 1;
      structure.width ||= frame.readUInt16LE(6) & 0x3fff;
      structure.height ||= frame.readUInt16LE(8) & 0x3fff;
    } else if (type === 'VP8L' && length >= losslessHeaderBytes) {
      const bits = (yield { take: losslessHeaderBytes }).readUInt32LE(1);
      taken = losslessHeaderBytes;
      isLossless = true;
      structure.frames = 1;
      structure.width ||= (bits & 0x3fff) + 1;
      structure.height ||= ((bits >>> 14) & 0x3fff) + 1;
    } else if (type === 'ANMF' && isAnimated) {
      structure.frames += 1;
    }
    yield { skip: padded - taken };
  }
  structure.complete = true;
  if (isLossless || isAnimated) {
    structure.heldBytes = structure.width * structure.height * structure.frames * bytesPerPixel;
  }
}
