/** Pictures that are more than they seem, or that say one thing here and another there. */
import { deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import {
  flatPng,
  jpegWith,
  pngChunk,
  riffChunk,
  webpWith,
} from '#tests/support/hostile-pictures.ts';
import { jpeg, phonePhoto, png, webp } from '#tests/support/pictures.ts';
import { signedIn } from '#tests/support/upload.ts';
import {
  corrupt,
  type Expected,
  expectAnswer,
  mismatch,
  notTaken,
  processing,
  tooComplex,
  tooManyPixels,
} from './door.ts';

let server: TestApp;
let headers: Record<string, string>;
beforeAll(async () => {
  server = await openTestApp();
  ({ headers } = await signedIn(server));
});
afterAll(() => server[Symbol.asyncDispose]());

type Row = [what: string, name: string, make: () => Buffer | Promise<Buffer>, Expected];

const small = { width: 10, height: 10 };
const million = { width: 1_000, height: 1_000 };
const frameOf = () => pngChunk('fcTL', Buffer.alloc(26));
const moving = (frames: number, size = small) =>
  flatPng({
    ...size,
    chunks: [pngChunk('acTL', Buffer.alloc(8)), ...Array.from({ length: frames }, frameOf)],
  });

/** The canvas of a WebP that has more to it. */
function canvas(flags: number, width: number, height: number): Buffer {
  const data = Buffer.alloc(10);
  data.writeUInt8(flags);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return riffChunk('VP8X', data);
}

const riffHead = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');

/** A second header of the frame, before the scan. */
async function twoFrames(width: number, height: number): Promise<Buffer> {
  const picture = await jpeg();
  const at = picture.indexOf(Buffer.from([0xff, 0xc0]));
  const frame = Buffer.from(picture.subarray(at, at + 2 + picture.readUInt16BE(at + 2)));
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([picture.subarray(0, at), frame, picture.subarray(at)]);
}

async function changed(bytes: Promise<Buffer>, at: number, to: number): Promise<Buffer> {
  const picture = Buffer.from(await bytes);
  picture.writeUInt8(to, at);
  return picture;
}

const rows: Row[] = [
  ['a moving PNG of 301 frames', 'a.png', () => moving(301), tooComplex],
  ['a moving PNG whose frames add up', 'a.png', () => moving(51, million), tooManyPixels],
  ['a moving PNG within the limits, that stands still', 'a.png', () => moving(20), processing],
  [
    'two JPEGs in one',
    'a.jpg',
    async () => Buffer.concat([await jpeg(), await jpeg({ width: 900, height: 900 })]),
    processing,
  ],
  ['a JPEG that says two sizes, the first one small', 'a.jpg', () => twoFrames(20, 20), corrupt],
  [
    'a JPEG that says two sizes, the first one huge',
    'a.jpg',
    () => twoFrames(65_500, 65_500),
    corrupt,
  ],
  [
    'a JPEG of heads alone',
    'a.jpg',
    async () => {
      const bytes = await jpeg();
      const scan = bytes.indexOf(Buffer.from([0xff, 0xda]));
      return Buffer.concat([bytes.subarray(0, scan), Buffer.from([0xff, 0xd9])]);
    },
    corrupt,
  ],
  [
    'a JPEG of twelve bits',
    'a.jpg',
    async () => {
      const bytes = await jpeg();
      return changed(Promise.resolve(bytes), bytes.indexOf(Buffer.from([0xff, 0xc0])) + 4, 12);
    },
    corrupt,
  ],
  [
    'a photo turned a way that there is not',
    'a.jpg',
    async () => {
      const bytes = await phonePhoto();
      const tag = bytes.indexOf(Buffer.from([0x12, 0x01, 0x03, 0x00]));
      return changed(Promise.resolve(bytes), tag + 8, 77);
    },
    processing,
  ],
  [
    'a profile of colours that is none',
    'a.jpg',
    async () =>
      jpegWith(await jpeg(), [
        [0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\u0001\u0001'), Buffer.alloc(60_000, 7)])],
      ]),
    processing,
  ],
  [
    'a profile of colours that becomes 500 MB',
    'a.png',
    () =>
      flatPng({
        ...small,
        chunks: [
          pngChunk(
            'iCCP',
            Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(500_000_000))]),
          ),
        ],
      }),
    processing,
  ],
  [
    'a PNG with two headers',
    'a.png',
    async () => {
      const bytes = await png();
      return Buffer.concat([bytes.subarray(0, 33), bytes.subarray(8)]);
    },
    corrupt,
  ],
  [
    'a PNG of colours without their table',
    'a.png',
    async () => {
      const bytes = flatPng(small);
      const header = Buffer.from(bytes.subarray(16, 29));
      header.writeUInt8(3, 9);
      return Buffer.concat([bytes.subarray(0, 8), pngChunk('IHDR', header), bytes.subarray(33)]);
    },
    corrupt,
  ],
  [
    'a PNG whose header comes last',
    'a.png',
    () => {
      const bytes = flatPng(small);
      return Buffer.concat([bytes.subarray(0, 8), bytes.subarray(33), bytes.subarray(8, 33)]);
    },
    corrupt,
  ],
  [
    'a line of a million pixels',
    'a.png',
    () => flatPng({ width: 1_000_000, height: 1 }),
    processing,
  ],
  [
    'a pole of a million pixels',
    'a.png',
    () => flatPng({ width: 1, height: 1_000_000 }),
    processing,
  ],
  ['a band of 50 megapixels', 'a.png', () => flatPng({ width: 1_000_000, height: 50 }), tooComplex],
  [
    'a moving WebP of 268 megapixels and no frame',
    'a.webp',
    () => webpWith(Buffer.concat([riffHead, canvas(2, 16_384, 16_384)]), []),
    tooManyPixels,
  ],
  [
    'a moving WebP of 301 frames',
    'a.webp',
    () =>
      webpWith(
        Buffer.concat([riffHead, canvas(2, 10, 10)]),
        Array.from({ length: 301 }, () => riffChunk('ANMF', Buffer.alloc(16))),
      ),
    tooComplex,
  ],
  [
    'a WebP that is larger than its canvas',
    'a.webp',
    async () =>
      webpWith(Buffer.concat([riffHead, canvas(0, 10, 10)]), [(await webp()).subarray(12)]),
    corrupt,
  ],
  [
    'a WebP of no chunks',
    'a.webp',
    () => webpWith(Buffer.concat([riffHead, riffChunk('JUNK', Buffer.alloc(8))]), []),
    corrupt,
  ],
  [
    'a drawing that is packed, called JPEG',
    'a.jpg',
    () => gzipSync('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    mismatch,
  ],
  [
    'a HEIC called JPEG',
    'a.jpg',
    () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'),
    mismatch,
  ],
  [
    'a TIFF called PNG',
    'a.png',
    () =>
      sharp({ create: { ...small, channels: 3, background: 'red' } })
        .tiff()
        .toBuffer(),
    mismatch,
  ],
  ['a JPEG XL', 'a.jxl', () => Buffer.from('ff0a0000000000000000', 'hex'), notTaken],
  [
    'a film called GIF',
    'a.gif',
    () => Buffer.from('\x1aE\xdf\xa3\0\0\0\0webm', 'latin1'),
    mismatch,
  ],
];

test.for(rows)('%s (%s)', async ([, name, make, expected]) => {
  await expectAnswer(server, headers, { name, bytes: await make() }, expected);
});
