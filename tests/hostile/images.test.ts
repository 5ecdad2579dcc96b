/** Pictures that are bombs, something else as well, broken, or not what they are called. */
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import {
  circularExif,
  flatGif,
  flatPng,
  flatProgressiveJpeg,
  jpegWith,
  manyScans,
  pngChunk,
  riffChunk,
  webpWith,
} from '#tests/support/hostile-pictures.ts';
import { pdf } from '#tests/support/pdf.ts';
import { animated, corruptPng, jpeg, pixelBomb, png, webp } from '#tests/support/pictures.ts';
import { signedIn } from '#tests/support/upload.ts';
import { zip } from '#tests/support/zip.ts';
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

type Row = [
  what: string,
  name: string,
  make: () => Buffer | Promise<Buffer>,
  Expected,
  type?: string,
];

function answers(rows: readonly Row[]): void {
  test.for(rows)('%s (%s)', async ([, name, make, expected, type]) => {
    const file = { name, bytes: await make(), ...(type ? { type } : {}) };
    await expectAnswer(server, headers, file, expected);
  });
}

const large = { width: 7_000, height: 7_000 };
const small = { width: 10, height: 10 };
const repeated = (count: number, make: () => Buffer) => Array.from({ length: count }, make);
const packedText = (bytes: number, level = 9) =>
  pngChunk(
    'zTXt',
    Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(bytes), { level })]),
  );

/** With another size in its header than its data is of. */
async function jpegSaying(width: number, height: number): Promise<Buffer> {
  const bytes = await jpeg();
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

answers([
  ['a WebP of 38 bytes and 268 megapixels', 'a.webp', pixelBomb, tooManyPixels],
  [
    'a PNG that says 900 megapixels',
    'a.png',
    () => flatPng({ width: 30_000, height: 30_000, pixels: Buffer.alloc(0) }),
    tooManyPixels,
  ],
  [
    'a PNG just above 50 megapixels',
    'a.png',
    () => flatPng({ width: 7_100, height: 7_100 }),
    tooManyPixels,
  ],
  ['a JPEG that says 4 gigapixels', 'a.jpg', () => jpegSaying(65_500, 65_500), tooManyPixels],
  [
    'a GIF canvas of 4 gigapixels',
    'a.gif',
    () => flatGif({ width: 65_535, height: 65_535 }, 1, { frame: small }),
    tooManyPixels,
  ],
  [
    'a GIF whose frames add up',
    'a.gif',
    () => flatGif({ width: 1_000, height: 1_000 }, 51),
    tooManyPixels,
  ],
  [
    'a GIF of frames beyond its canvas',
    'a.gif',
    () => flatGif(small, 20, { frame: { width: 3_000, height: 3_000 } }),
    tooManyPixels,
  ],
  ['a GIF of 301 frames', 'a.gif', () => flatGif(small, 301), tooComplex],
  ['a GIF that is one canvas of 49 megapixels', 'a.gif', () => flatGif(large, 1), tooComplex],
  ['a JPEG of 101 scans', 'a.jpg', async () => manyScans(await jpeg(), 101), tooComplex],
  [
    'a progressive JPEG that is held whole',
    'a.jpg',
    () => flatProgressiveJpeg(large, 3, 43),
    tooComplex,
  ],
  [
    'a JPEG with 200,000 pieces of camera data',
    'a.jpg',
    async () =>
      jpegWith(
        await jpeg(),
        repeated(200_000, () => Buffer.alloc(1)).map((data) => [0xe1, data]),
      ),
    tooComplex,
  ],
  [
    'an interlaced PNG that is held whole',
    'a.png',
    () => flatPng({ ...large, depth: 16, colour: 6, interlaced: true }),
    tooComplex,
  ],
  [
    'a lossless WebP that is held whole',
    'a.webp',
    () =>
      sharp({ create: { ...large, channels: 3, background: 'red' } })
        .webp({ lossless: true, effort: 0 })
        .toBuffer(),
    tooComplex,
  ],
  [
    'a PNG with 101 packed texts',
    'a.png',
    () => flatPng({ ...small, chunks: repeated(101, () => packedText(10)) }),
    tooComplex,
  ],
  [
    'a PNG with more than a megabyte of packed text',
    'a.png',
    () => flatPng({ ...small, chunks: [packedText(1_200_000, 0)] }),
    tooComplex,
  ],
]);

answers([
  [
    'a PNG with packed texts that become 900 MB',
    'a.png',
    () => flatPng({ ...small, chunks: repeated(9, () => packedText(100_000_000)) }),
    processing,
  ],
  [
    'a PNG with 200,000 plain texts',
    'a.png',
    () => flatPng({ ...small, chunks: repeated(200_000, () => pngChunk('tEXt', 'a\0b')) }),
    processing,
  ],
  [
    'a PNG of 200,000 empty pieces',
    'a.png',
    () => flatPng({ ...small, chunks: repeated(200_000, () => pngChunk('abCd')) }),
    processing,
  ],
  [
    'a JPEG with 500,000 comments',
    'a.jpg',
    async () =>
      jpegWith(
        await jpeg(),
        repeated(500_000, () => Buffer.alloc(0)).map((data) => [0xfe, data]),
      ),
    processing,
  ],
  [
    'a WebP of 200,000 unknown pieces',
    'a.webp',
    async () =>
      webpWith(
        await webp(),
        repeated(200_000, () => riffChunk('abcd', Buffer.alloc(0))),
      ),
    processing,
  ],
  [
    'a GIF with 400,000 comments',
    'a.gif',
    () =>
      flatGif(small, 1, {
        extensions: repeated(400_000, () => Buffer.from([0x21, 0xfe, 1, 0, 0])),
      }),
    processing,
  ],
  [
    'camera data that refers to itself',
    'a.jpg',
    async () => jpegWith(await jpeg(), [[0xe1, circularExif()]]),
    processing,
  ],
  ['49 megapixels, in rows', 'a.png', () => flatPng(large), processing],
]);

const php = Buffer.from('<?php system($_GET["c"]); ?>');
answers([
  [
    'a JPEG with an archive behind it',
    'a.jpg',
    async () => Buffer.concat([await jpeg(), zip([{ name: 'a.js', data: 'x' }])]),
    processing,
  ],
  [
    'a JPEG with an archive behind it, called one',
    'a.zip',
    async () => Buffer.concat([await jpeg(), zip([{ name: 'a', data: 'x' }])]),
    mismatch,
  ],
  [
    'a JPEG with an archive behind it, called a document',
    'a.docx',
    async () => Buffer.concat([await jpeg(), zip([{ name: 'a', data: 'x' }])]),
    mismatch,
  ],
  [
    'a JPEG with a page of HTML in its comment',
    'a.jpg',
    async () => jpegWith(await jpeg(), [[0xfe, Buffer.from('<script>alert(1)</script>')]]),
    processing,
  ],
  [
    'a JPEG with a PDF in its comment, called one',
    'a.pdf',
    async () => jpegWith(await jpeg(), [[0xfe, pdf('<< /S /JavaScript >>')]]),
    mismatch,
  ],
  [
    'a PNG with a program in its text',
    'a.png',
    () =>
      flatPng({ ...small, chunks: [pngChunk('tEXt', Buffer.concat([Buffer.from('a\0'), php]))] }),
    processing,
  ],
  [
    'a PNG with a program in its text, called one',
    'a.php',
    () =>
      flatPng({ ...small, chunks: [pngChunk('tEXt', Buffer.concat([Buffer.from('a\0'), php]))] }),
    mismatch,
  ],
  [
    'a GIF that is JavaScript',
    'a.gif',
    () => Buffer.from('GIF89a/*AAAAAAAA*/=1;alert(1)//'),
    corrupt,
  ],
  [
    'a GIF that is JavaScript, called so',
    'a.js',
    () => Buffer.from('GIF89a/*AAAAAAAA*/=1;alert(1)//'),
    mismatch,
  ],
]);

answers([
  ['a JPEG cut off', 'a.jpg', async () => (await jpeg()).subarray(0, -200), corrupt],
  ['a JPEG of its first bytes', 'a.jpg', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), corrupt],
  ['a JPEG whose data is another one’s size', 'a.jpg', () => jpegSaying(3_000, 3_000), corrupt],
  ['a JPEG of no height', 'a.jpg', () => jpegSaying(320, 0), corrupt],
  [
    'a JPEG with a segment shorter than its length',
    'a.jpg',
    async () => Buffer.concat([(await jpeg()).subarray(0, 2), Buffer.from([0xff, 0xe1, 0, 1])]),
    corrupt,
  ],
  ['a PNG with a wrong checksum', 'a.png', corruptPng, corrupt],
  ['a PNG without its end', 'a.png', async () => (await png()).subarray(0, -12), corrupt],
  ['a PNG of its signature', 'a.png', async () => (await png()).subarray(0, 8), mismatch],
  ['a PNG of no width', 'a.png', () => flatPng({ width: 0, height: 10 }), corrupt],
  [
    'a PNG with too few pixels',
    'a.png',
    () => flatPng({ ...small, pixels: deflateSync(Buffer.alloc(20)) }),
    corrupt,
  ],
  [
    'a PNG whose pixels are not packed',
    'a.png',
    () => flatPng({ ...small, pixels: Buffer.alloc(310) }),
    corrupt,
  ],
  ['a GIF cut off', 'a.gif', async () => (await animated('gif')).subarray(0, -40), corrupt],
  ['a GIF without frames', 'a.gif', () => flatGif(small, 0), corrupt],
  ['a WebP cut off', 'a.webp', async () => (await webp()).subarray(0, -100), corrupt],
  [
    'a WebP that says it is longer',
    'a.webp',
    async () => {
      const bytes = await webp();
      bytes.writeUInt32LE(bytes.length + 1_000, 4);
      return bytes;
    },
    corrupt,
  ],
]);

answers([
  ['a PNG called JPEG', 'a.jpg', () => png(), mismatch],
  ['a JPEG declared PNG', 'a', () => jpeg(), mismatch, 'image/png'],
  ['a WebP called GIF', 'a.gif', () => webp(), mismatch],
  ['a JPEG called a program', 'a.exe', () => jpeg(), mismatch],
  [
    'an SVG called PNG',
    'a.png',
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    mismatch,
  ],
  ['an SVG', 'a.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), notTaken],
  [
    'a page of HTML called JPEG',
    'a.jpg',
    () => Buffer.from('<html><script>alert(1)</script>'),
    mismatch,
  ],
  ['a HEIC', 'a.heic', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), notTaken],
  [
    'an AVIF called JPEG',
    'a.jpg',
    () => Buffer.from('\0\0\0\x18ftypavif\0\0\0\0avifmif1', 'latin1'),
    mismatch,
  ],
  [
    'a TIFF',
    'a.tiff',
    () =>
      sharp({ create: { ...small, channels: 3, background: 'red' } })
        .tiff()
        .toBuffer(),
    notTaken,
  ],
  ['a BMP', 'a.bmp', () => Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]), notTaken],
]);
