/** Pictures that are made by hand to cost much, or to be something else as well. Few bytes each. */
import { crc32, deflateSync } from 'node:zlib';

interface Size {
  width: number;
  height: number;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function pngChunk(type: string, data: Buffer | string = ''): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

interface PngOptions extends Size {
  depth?: 8 | 16;
  /** 0 grey, 2 RGB, 6 RGB and transparency. */
  colour?: 0 | 2 | 6;
  interlaced?: boolean;
  /** Between header and pixels. */
  chunks?: readonly Buffer[];
  /** Instead of the pixels that the header promises. */
  pixels?: Buffer;
}

const channels = { 0: 1, 2: 3, 6: 4 } as const;

/** One colour all over: megapixels in kilobytes. */
export function flatPng(options: PngOptions): Buffer {
  const { width, height, depth = 8, colour = 2, interlaced = false, chunks = [] } = options;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  const rowBytes = (pixels: number) =>
    pixels === 0 ? 0 : 1 + (pixels * channels[colour] * depth) / 8;
  const passes = interlaced ? adam7({ width, height }) : [{ width, height }];
  const bytes = passes.reduce((sum, pass) => sum + pass.height * rowBytes(pass.width), 0);
  const pixels = options.pixels ?? deflateSync(Buffer.alloc(bytes), { level: 9 });
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    ...chunks,
    pngChunk('IDAT', pixels),
    pngChunk('IEND'),
  ]);
}

/** The seven passes of an interlaced PNG. */
function adam7({ width, height }: Size): Size[] {
  const grid = [
    [0, 8, 0, 8],
    [4, 8, 0, 8],
    [0, 4, 4, 8],
    [2, 4, 0, 4],
    [0, 2, 2, 4],
    [1, 2, 0, 2],
    [0, 1, 1, 2],
  ] as const;
  return grid.map(([x, stepX, y, stepY]) => ({
    width: Math.max(0, Math.ceil((width - x) / stepX)),
    height: Math.max(0, Math.ceil((height - y) / stepY)),
  }));
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** Between the beginning and everything else: comments, profiles, camera data. */
export function jpegWith(
  picture: Buffer,
  segments: readonly [marker: number, data: Buffer][],
): Buffer {
  const inserted = segments.map(([marker, data]) => segment(marker, data));
  return Buffer.concat([picture.subarray(0, 2), ...inserted, picture.subarray(2)]);
}

/** As many bits as it takes, then ones, with the zero that follows each 0xff. */
class BitWriter {
  readonly #bytes: number[] = [];
  #bits = 0;
  #count = 0;

  put(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit -= 1) {
      this.#bits = (this.#bits << 1) | ((value >> bit) & 1);
      this.#count += 1;
      if (this.#count === 8) this.#flush();
    }
  }

  end(): Buffer {
    while (this.#count > 0) this.put(1, 1);
    return Buffer.from(this.#bytes);
  }

  #flush(): void {
    this.#bytes.push(this.#bits);
    if (this.#bits === 0xff) this.#bytes.push(0);
    this.#bits = 0;
    this.#count = 0;
  }
}

const endOfBand14 = 0xe0;
const longestRun = 0x7fff;

/**
 * A progressive JPEG of one colour, without subsampling. Each scan is valid and says nothing, in a
 * few bytes, of every block: the decoder walks through all of them each time.
 */
export function flatProgressiveJpeg({ width, height }: Size, components: 1 | 3, scans: number) {
  const frame = Buffer.alloc(6 + components * 3);
  frame.writeUInt8(8);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  frame.writeUInt8(components, 5);
  for (let index = 0; index < components; index += 1) {
    frame.set([index + 1, 0x11, 0], 6 + index * 3);
  }
  const oneCode = (kind: number, symbol: number) =>
    Buffer.from([kind, 1, ...Array.from({ length: 15 }, () => 0), symbol]);
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const parts = [
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    segment(0xc2, frame),
    segment(0xc4, oneCode(0x00, 0)),
    segment(0xc4, oneCode(0x10, endOfBand14)),
    scan(allComponents(components), [0, 0, 0], emptyDc(blocks * components)),
  ];
  const said = new Map<number, number>();
  for (let index = 0; index < scans - 1; index += 1) {
    const component = index % components;
    const before = said.get(component);
    const low = before === undefined ? 13 : before - 1;
    if (low < 0) break;
    said.set(component, low);
    const approximation = ((before ?? 0) << 4) | low;
    parts.push(scan([component + 1], [1, 63, approximation], emptyBands(blocks)));
  }
  return Buffer.concat([...parts, Buffer.from([0xff, 0xd9])]);
}

function allComponents(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function scan(components: number[], band: [number, number, number], data: Buffer): Buffer {
  const listed = components.flatMap((id) => [id, 0x00]);
  const header = segment(0xda, Buffer.from([components.length, ...listed, ...band]));
  return Buffer.concat([header, data]);
}

function emptyDc(blocks: number): Buffer {
  const bits = new BitWriter();
  for (let block = 0; block < blocks; block += 1) bits.put(0, 1);
  return bits.end();
}

function emptyBands(blocks: number): Buffer {
  const bits = new BitWriter();
  for (let left = blocks; left > 0; left -= longestRun) {
    const run = Math.min(left, longestRun);
    // The shortest run that this symbol can say; what is left is said in the next one.
    bits.put(0, 1);
    bits.put(Math.max(run, 0x4000) - 0x4000, 14);
  }
  return bits.end();
}

/** A GIF of one colour; each frame is as large as the canvas, unless said otherwise. */
export function flatGif(
  canvas: Size,
  frames: number,
  { frame = canvas, extensions = [] }: { frame?: Size; extensions?: readonly Buffer[] } = {},
): Buffer {
  const header = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  header.writeUInt16LE(canvas.width, 6);
  header.writeUInt16LE(canvas.height, 8);
  const descriptor = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  descriptor.writeUInt16LE(frame.width, 5);
  descriptor.writeUInt16LE(frame.height, 7);
  const pixels = Buffer.concat([descriptor, Buffer.from([2]), lzwOfZeros(frame)]);
  const stack = Array.from({ length: frames }, () => pixels);
  return Buffer.concat([header, ...extensions, ...stack, Buffer.from([0x3b])]);
}

/** Ever longer runs of one colour: each code is the one before and one pixel more. */
function lzwOfZeros({ width, height }: Size): Buffer {
  const clear = 4;
  const end = 5;
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  let codeBits = 3;
  const put = (code: number) => {
    bits |= code << count;
    count += codeBits;
    while (count >= 8) {
      bytes.push(bits & 0xff);
      bits >>>= 8;
      count -= 8;
    }
  };
  let left = width * height;
  while (left > 0) {
    put(clear);
    codeBits = 3;
    put(0);
    left -= 1;
    let next = 6;
    for (let run = 2; left > 0 && next < 4_095; run += 1) {
      put(left >= run ? next : 0);
      left -= left >= run ? run : 1;
      next += 1;
      if (next === 2 ** codeBits && codeBits < 12) codeBits += 1;
    }
  }
  put(end);
  if (count > 0) bytes.push(bits & 0xff);
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const piece = bytes.slice(at, at + 255);
    blocks.push(Buffer.from([piece.length, ...piece]));
  }
  return Buffer.concat([...blocks, Buffer.from([0])]);
}

/** A WebP with this many further chunks that nobody knows. */
export function webpWith(picture: Buffer, chunks: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat([picture, ...chunks]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  return bytes;
}

export function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** With the header of its scan many times more at its end. */
export function manyScans(picture: Buffer, scans: number): Buffer {
  const at = picture.indexOf(Buffer.from([0xff, 0xda]));
  const header = picture.subarray(at, at + 2 + picture.readUInt16BE(at + 2));
  const repeated = Array.from({ length: scans }, () => header);
  return Buffer.concat([picture.subarray(0, -2), ...repeated, picture.subarray(-2)]);
}

/** Camera data whose directory is followed by itself, and has itself within. */
export function circularExif(): Buffer {
  const entries = [0x8769, 0x8825, 0xa005].map((tag) => {
    const entry = Buffer.alloc(12);
    entry.writeUInt16BE(tag);
    entry.writeUInt16BE(4, 2);
    entry.writeUInt32BE(1, 4);
    entry.writeUInt32BE(8, 8);
    return entry;
  });
  const count = Buffer.from([0, entries.length]);
  const next = Buffer.from([0, 0, 0, 8]);
  return Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'), count, ...entries, next]);
}
