import { expect, test } from 'vitest';
import type { ImageFormatName } from '#domain/files/file.formats.ts';
import { animated, jpeg, noise, pixelBomb, png, webp } from '#tests/support/pictures.ts';
import type { ImageStructure } from './walk.ts';
import { walkStructure } from './walkers.ts';

function walk(format: ImageFormatName, bytes: Buffer, chunkBytes = bytes.length): ImageStructure {
  const structure = walkStructure(format);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    structure.push(bytes.subarray(at, at + chunkBytes));
  }
  return structure.structure;
}

const size = { width: 120, height: 80 };

test.for<[ImageFormatName, () => Promise<Buffer>, Partial<ImageStructure>]>([
  ['jpeg', () => jpeg(size), { ...size, frames: 1, scans: 1 }],
  ['jpeg', () => noise(size).jpeg({ progressive: true }).toBuffer(), { ...size, scans: 10 }],
  ['png', () => png(size), { ...size, frames: 1 }],
  ['png', () => noise(size).withIccProfile('srgb').png().toBuffer(), { compressedTextChunks: 1 }],
  ['gif', () => animated('gif', 5, size), { ...size, frames: 5 }],
  ['webp', () => webp(size), { ...size, frames: 1 }],
  ['webp', () => noise(size).webp({ lossless: true }).toBuffer(), { ...size, frames: 1 }],
  ['webp', () => animated('webp', 5, size), { ...size, frames: 5 }],
])(
  '%s is counted without decoding, however it is cut into chunks',
  async ([format, make, expected]) => {
    const bytes = await make();
    const whole = walk(format, bytes);
    expect(whole).toMatchObject({ ...expected, complete: true });
    for (const chunkBytes of [1, 7, 4_096]) expect(walk(format, bytes, chunkBytes)).toEqual(whole);
  },
);

test.for<[ImageFormatName, () => Promise<Buffer>]>([
  ['jpeg', () => jpeg(size)],
  ['png', () => png(size)],
  ['gif', () => animated('gif', 5, size)],
  ['webp', () => animated('webp', 5, size)],
])('a %s that is cut off anywhere is not complete', async ([format, make]) => {
  const bytes = await make();
  for (let kept = 20; kept < bytes.length; kept += 97) {
    expect(walk(format, bytes.subarray(0, kept)).complete, `${kept} bytes`).toBe(false);
  }
});

test('a bomb says its size in its first bytes', () => {
  expect(walk('webp', pixelBomb())).toMatchObject({ width: 16_384, height: 16_384 });
});

test('a part that says it is shorter than its own header is broken', () => {
  const shortSegment = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0x00, 0x01, 0x00]);
  expect(() => walk('jpeg', shortSegment)).toThrow('shorter');
  const unknownBlock = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(7), Buffer.from([0x99])]);
  expect(() => walk('gif', unknownBlock)).toThrow('no known kind');
});
