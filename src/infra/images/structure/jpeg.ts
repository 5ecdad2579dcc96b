import { BrokenStructureError, type ImageStructure, type Walker } from './walk.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Start-of-frame markers: 0xc0 to 0xcf but for the tables among them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Inside a scan's data, 0xff is followed by zero (a literal 0xff) or by a restart marker. */
function belongsToScan(marker: number): boolean {
  return marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
}

/** ITU-T T.81, annex B. What follows the end of the image is not looked at. */
export function* walkJpeg(structure: ImageStructure): Walker {
  yield { skip: 2 };
  structure.frames = 1;
  let insideScan = false;
  while (true) {
    yield { skipPast: 0xff };
    let marker = (yield { take: 1 }).readUInt8();
    while (marker === 0xff) marker = (yield { take: 1 }).readUInt8();
    if (insideScan && belongsToScan(marker)) continue;
    insideScan = false;
    if (marker === endOfImage) {
      structure.complete = true;
      return;
    }
    // Markers without a segment.
    if (marker === 0x01 || belongsToScan(marker)) continue;
    const length = (yield { take: 2 }).readUInt16BE();
    if (length < 2) throw new BrokenStructureError('a JPEG segment is shorter than its length');
    if (isFrameHeader(marker) && length >= 8) {
      const header = yield { take: 6 };
      structure.height = header.readUInt16BE(1);
      structure.width = header.readUInt16BE(3);
      yield { skip: length - 8 };
      continue;
    }
    yield { skip: length - 2 };
    if (marker === startOfScan) {
      structure.scans += 1;
      insideScan = true;
    }
  }
}
