import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
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
  const checked = await checkImage(path, walk.structure, type);
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
