import sharp from 'sharp';
import { expect, test } from 'vitest';
import { animated, cmyk, jpeg, noise, phonePhoto, png } from '#tests/support/pictures.ts';
import { makeRenditions } from './renditions.ts';

test('a large picture is stored within 2048 and has three thumbnails', async () => {
  const made = await makeRenditions(await jpeg({ width: 3000, height: 1500 }), {
    format: 'jpeg',
    type: 'image',
  });
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
  const made = await makeRenditions(await png({ width: 80, height: 200 }), {
    format: 'png',
    type: 'image',
  });
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
  const made = await makeRenditions(photo, { format: 'jpeg', type: 'image' });
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
  const { picture, thumbnails } = await makeRenditions(await make(), {
    format: 'jpeg',
    type: 'image',
  });
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
  const { picture, thumbnails } = await makeRenditions(deep, { format: 'png', type: 'image' });
  const metadata = await sharp(picture.bytes).metadata();
  expect([metadata.depth, metadata.hasAlpha]).toEqual(['uchar', true]);
  expect((await sharp(thumbnails[0]?.bytes).metadata()).hasAlpha).toBe(true);
});

test.for(['gif', 'webp'] as const)('an animated %s stays animated, at its pace', async (format) => {
  const original = await animated(format, 6, { width: 90, height: 60 });
  const { picture, thumbnails } = await makeRenditions(original, { format, type: 'image' });
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
  expect(await makeRenditions(original, { format: 'jpeg', type: 'image' })).toEqual(
    await makeRenditions(original, { format: 'jpeg', type: 'image' }),
  );
});

test.for([
  ['wide', { width: 900, height: 500 }],
  ['high', { width: 400, height: 700 }],
  ['small', { width: 50, height: 90 }],
] as const)('a person’s own picture that is %s is cropped to its middle', async ([, size]) => {
  const { width, height } = size;
  const side = Math.min(width, height);
  const middle = { left: (width - side) / 2, top: (height - side) / 2, width: side, height: side };
  const grey = sharp({ create: { ...size, channels: 3, background: '#808080' } });
  const red = await sharp({ create: { ...size, channels: 3, background: '#ff0000' } })
    .extract(middle)
    .png()
    .toBuffer();
  const original = await grey
    .composite([{ input: red, ...middle }])
    .png()
    .toBuffer();
  const { picture, thumbnails } = await makeRenditions(original, { format: 'png', type: 'avatar' });
  expect([picture, ...thumbnails].map((made) => [made.width, made.height])).toEqual(
    [300, 300, 300, 150].map((sidePixels) => [sidePixels, sidePixels]),
  );
  for (const { bytes } of [picture, ...thumbnails]) {
    const { data, info } = await sharp(bytes)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const blue = data.filter((_, at) => at % info.channels === 2);
    // What was beside the middle is grey; at the edge a little of it is mixed in.
    expect(blue.reduce((sum, value) => sum + value, 0) / blue.length).toBeLessThan(5);
  }
});

test('a person’s own picture is turned upright before it is cropped', async () => {
  const photo = await phonePhoto({ width: 400, height: 300 });
  const made = await makeRenditions(photo, { format: 'jpeg', type: 'avatar' });
  const expected = await sharp(photo).autoOrient().resize(300, 300).raw().toBuffer();
  const got = await sharp(made.picture.bytes).raw().toBuffer();
  const off = got.reduce((sum, value, at) => sum + Math.abs(value - (expected[at] ?? 0)), 0);
  expect(off / got.length).toBeLessThan(10);
});
