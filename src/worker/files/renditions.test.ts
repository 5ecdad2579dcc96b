import sharp from 'sharp';
import { expect, test } from 'vitest';
import { animated, cmyk, jpeg, noise, phonePhoto, png } from '#tests/support/pictures.ts';
import { makeRenditions } from './renditions.ts';

test('a large picture is stored within 2048 and has three thumbnails', async () => {
  const made = await makeRenditions(await jpeg({ width: 3000, height: 1500 }), 'jpeg');
  expect(made.picture).toMatchObject({ width: 2048, height: 1024 });
  expect((await sharp(made.picture.bytes).metadata()).format).toBe('jpeg');
  expect(made.thumbnails.map(({ name, width, height }) => [name, width, height])).toEqual([
    ['600', 600, 300],
    ['300', 300, 150],
    ['150', 150, 75],
  ]);
  for (const { bytes } of made.thumbnails) {
    expect((await sharp(bytes).metadata()).format).toBe('webp');
  }
});

test('a small picture is never made larger', async () => {
  const made = await makeRenditions(await png({ width: 80, height: 200 }), 'png');
  expect(made.picture).toMatchObject({ width: 80, height: 200 });
  expect((await sharp(made.picture.bytes).metadata()).format).toBe('png');
  expect(made.thumbnails.map(({ width, height }) => [width, height])).toEqual([
    [80, 200],
    [80, 200],
    [60, 150],
  ]);
});

test('it stands upright, and where it was taken with what is in no byte', async () => {
  const photo = await phonePhoto({ width: 400, height: 300 });
  expect(photo.includes('SECRET-MODEL')).toBe(true);
  const made = await makeRenditions(photo, 'jpeg');
  expect(made.picture).toMatchObject({ width: 300, height: 400 });
  for (const { bytes } of [made.picture, ...made.thumbnails]) {
    const metadata = await sharp(bytes).metadata();
    expect([metadata.exif, metadata.icc, metadata.xmp, metadata.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(Buffer.from(bytes).includes('SECRET-MODEL')).toBe(false);
  }
});

async function firstPixel(bytes: Uint8Array): Promise<number[]> {
  return [...(await sharp(bytes).removeAlpha().raw().toBuffer()).subarray(0, 3)];
}

test.for<[string, () => Promise<Buffer>, number[]]>([
  ['CMYK', cmyk, [160, 96, 80]],
  [
    'Display P3',
    async () =>
      sharp({ create: { width: 50, height: 50, channels: 3, background: '#40c060' } })
        .withIccProfile('p3')
        .jpeg({ quality: 100 })
        .toBuffer(),
    [64, 192, 96],
  ],
])('colours of a %s picture are those one saw', async ([, make, expected]) => {
  const { picture, thumbnails } = await makeRenditions(await make(), 'jpeg');
  for (const { bytes } of [picture, ...thumbnails]) {
    const found = await firstPixel(bytes);
    // CMYK has no exact way back; a wrong reading is off by far more.
    for (const [channel, value] of found.entries()) {
      expect(Math.abs(value - (expected[channel] ?? 0)), String(found)).toBeLessThan(24);
    }
  }
});

test('16 bits become 8, transparency stays', async () => {
  const deep = await noise({ width: 40, height: 30 })
    .ensureAlpha(0.5)
    .toColourspace('rgb16')
    .png()
    .toBuffer();
  const { picture, thumbnails } = await makeRenditions(deep, 'png');
  const metadata = await sharp(picture.bytes).metadata();
  expect([metadata.depth, metadata.hasAlpha]).toEqual(['uchar', true]);
  expect((await sharp(thumbnails[0]?.bytes).metadata()).hasAlpha).toBe(true);
});

test.for(['gif', 'webp'] as const)('an animated %s stays animated, at its pace', async (format) => {
  const original = await animated(format, 6, { width: 90, height: 60 });
  const { picture, thumbnails } = await makeRenditions(original, format);
  const before = await sharp(original).metadata();
  const after = await sharp(picture.bytes).metadata();
  expect(picture).toMatchObject({ width: 90, height: 60 });
  expect([after.format, after.pages, after.delay, after.loop]).toEqual([
    format,
    6,
    before.delay,
    before.loop,
  ]);
  expect((await sharp(thumbnails[0]?.bytes).metadata()).pages ?? 1).toBe(1);
});

test('a second run makes the same bytes', async () => {
  const original = await jpeg();
  expect(await makeRenditions(original, 'jpeg')).toEqual(await makeRenditions(original, 'jpeg'));
});
