import { BrokenStructureError, type ImageStructure, type Walker } from './walk.ts';

const metadata = new Set([0xe1, 0xe2]);
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Start-of-frame markers: 0xc0 to 0xcf but for the tables among them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Several passes over the picture, each of which adds to what the ones before said. */
function isProgressive(marker: number): boolean {
  return marker === 0xc2 || marker === 0xc6 || marker === 0xca || marker === 0xce;
}

/** A frame header from its precision on: what all coefficients take, two bytes for each sample. */
function coefficientBytes(header: Buffer): number {
  const height = header.readUInt16BE(1);
  const width = header.readUInt16BE(3);
  let samples = 0;
  let largest = 1;
  for (let at = 6; at + 3 <= header.length; at += 3) {
    const sampling = header.readUInt8(at + 1);
    const area = Math.max(1, sampling >> 4) * Math.max(1, sampling & 0x0f);
    samples += area;
    largest = Math.max(largest, area);
  }
  return Math.ceil((width * height * 2 * samples) / largest);
}

/** Inside a scan's data, 0xff is followed by zero (a literal 0xff) or by a restart marker. */
function belongsToScan(marker: number): boolean {
  return marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
}

const never = () => false;

/** ITU-T T.81, annex B. What follows the end of the image is not looked at. */
export function* walkJpeg(structure: ImageStructure): Walker {
  yield { skip: 2 };
  structure.frames = 1;
  let insideScan = false;
  let components = 0;
  let heldInPasses = 0;
  while (true) {
    let marker = (yield { pairOf: 0xff, unless: insideScan ? belongsToScan : never }).readUInt8();
    while (marker === 0xff) marker = (yield { take: 1 }).readUInt8();
    // Behind bytes that fill.
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
      const header = yield { take: length - 2 };
      structure.height = header.readUInt16BE(1);
      structure.width = header.readUInt16BE(3);
      components = header.readUInt8(5);
      heldInPasses = coefficientBytes(header);
      if (isProgressive(marker)) structure.heldBytes = heldInPasses;
      continue;
    }
    if (marker === startOfScan && length >= 3) {
      const ofScan = (yield { take: 1 }).readUInt8();
      // The other components come in a later pass.
      if (ofScan < components) structure.heldBytes = heldInPasses;
      yield { skip: length - 3 };
      structure.scans += 1;
      insideScan = true;
      continue;
    }
    if (metadata.has(marker)) structure.metadataParts += 1;
    yield { skip: length - 2 };
  }
}
