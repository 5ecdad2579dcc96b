import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImageFormatName } from '#domain/files/file.formats.ts';
import { animated, noise, phonePhoto } from '#tests/support/pictures.ts';
import { checkImage } from './check-image.ts';
import { walkStructure } from './structure/walkers.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecosystia-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function check(format: ImageFormatName, bytes: Buffer, type?: 'avatar') {
  const path = join(folder, 'picture');
  await writeFile(path, bytes);
  const walk = walkStructure(format);
  walk.push(bytes);
  const found = { format, structure: walk.structure };
  const checked = await checkImage(path, found, type);
  expect(await checkImage(bytes, found, type)).toEqual(checked);
  if (!checked.ok) throw new Error(checked.refusal.code);
  return checked.value;
}

describe('tells how large a picture is, upright', () => {
  const lying = noise({ width: 300, height: 200 }).jpeg().toBuffer();
  test.each([
    ['one that was not turned', 'jpeg', lying, { width: 300, height: 200 }],
    ['one that was', 'jpeg', phonePhoto(), { width: 300, height: 400 }],
    // What it was made into is a square: that does not tell.
    [
      'one that is nearly square',
      'jpeg',
      phonePhoto({ width: 301, height: 300 }),
      { width: 300, height: 301 },
    ],
    ['an animation', 'gif', animated('gif'), { width: 64, height: 48 }],
  ] as const)('%s', async (_, format, bytes, size) => {
    expect(await check(format, await bytes)).toMatchObject(size);
    expect(await check(format, await bytes, 'avatar')).toMatchObject(size);
  });
});

test.each([
  ['colours', noise({ width: 60, height: 40 })],
  ['colours, seen through', noise({ width: 60, height: 40 }).ensureAlpha(0.4)],
  ['grey', noise({ width: 60, height: 40 }).greyscale()],
  ['grey, seen through', noise({ width: 60, height: 40 }).greyscale().ensureAlpha(0.4)],
])('the placeholder is that of the decoder: %s', async (_, picture) => {
  const bytes = await picture.png().toBuffer();
  const small = sharp(bytes).resize(32, 32, { fit: 'inside' }).toColourspace('srgb').ensureAlpha();
  const { data, info } = await small.raw().toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(info.width, info.height, data);
  const { placeholder } = await check('png', bytes);
  expect(placeholder).toBe(Buffer.from(hash).toString('base64'));
});

test('the placeholder of a large JPEG is made of what its loader averaged, and looks the same', async () => {
  const page = { width: 1_600, height: 1_500, channels: 3 } as const;
  const paper = Buffer.alloc(page.width * page.height * page.channels, 255);
  for (let line = 0; line < 40; line += 1) {
    for (let y = 120 + line * 34; y < 132 + line * 34; y += 1) {
      const from = (y * page.width + 100) * page.channels;
      paper.fill(34, from, from + (600 + ((line * 97) % 800)) * page.channels);
    }
  }
  const bytes = await sharp(paper, { raw: page }).jpeg().toBuffer();
  const small = sharp(bytes).resize(32, 32, { fit: 'inside' }).toColourspace('srgb').ensureAlpha();
  const { data, info } = await small.raw().toBuffer({ resolveWithObject: true });
  const exact = thumbHashToRGBA(rgbaToThumbHash(info.width, info.height, data));
  const { placeholder } = await check('jpeg', bytes);
  const made = thumbHashToRGBA(Buffer.from(placeholder, 'base64'));
  expect([made.w, made.h]).toEqual([exact.w, exact.h]);
  const apart = made.rgba.reduce(
    (sum, value, at) => sum + Math.abs(value - (exact.rgba[at] ?? 0)),
    0,
  );
  // Of 255, on even stripes, which are the worst for it; a photo's is at about 3.
  expect(apart / made.rgba.length).toBeLessThan(12);
});
