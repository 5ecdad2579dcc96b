/** What the heaviest pictures that are taken cost: the largest of each kind that is held whole. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { flatGif, flatPng, flatProgressiveJpeg } from '#tests/support/hostile-pictures.ts';
import { noise, png } from '#tests/support/pictures.ts';
import type { Cost } from './decode-main.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('./decode-main.ts', import.meta.url));
const maxGrownBytes = 200_000_000;
const maxPrepareSeconds = 20;

/** Not of one colour, which some decoders take a short cut for. */
async function tiles(width: number, height: number) {
  const tile = await png({ width: 200, height: 200 });
  return sharp({ create: { width, height, channels: 3, background: 'grey' } }).composite([
    { input: tile, tile: true },
  ]);
}

test.runIf(existsSync('/proc/self/status')).for([
  [
    'jpeg',
    'progressive, 25 megapixels of three whole components',
    () => flatProgressiveJpeg({ width: 4_990, height: 4_990 }, 3, 43),
  ],
  [
    'jpeg',
    'progressive, 49 megapixels of one component',
    () => flatProgressiveJpeg({ width: 7_000, height: 7_000 }, 1, 15),
  ],
  [
    'jpeg',
    '49 megapixels of noise',
    () => noise({ width: 7_000, height: 7_000 }).jpeg({ quality: 20 }).toBuffer(),
  ],
  [
    'png',
    'interlaced, 49 megapixels',
    () => flatPng({ width: 7_000, height: 7_000, interlaced: true }),
  ],
  [
    'png',
    '49 megapixels of 16 bits and transparency, in rows',
    () => flatPng({ width: 7_000, height: 7_000, depth: 16, colour: 6 }),
  ],
  ['png', '42 megapixels, 30,000 wide', () => flatPng({ width: 30_000, height: 1_400 })],
  ['gif', '15 megapixels, 15,000 wide', () => flatGif({ width: 15_000, height: 1_000 }, 1)],
  [
    'webp',
    'lossless, 37 megapixels',
    async () => (await tiles(6_100, 6_100)).webp({ lossless: true, effort: 0 }).toBuffer(),
  ],
  [
    'gif',
    'one canvas of 29 megapixels',
    async () => (await tiles(5_400, 5_400)).gif({ effort: 1 }).toBuffer(),
  ],
  ['gif', '300 frames that are 48 megapixels', () => flatGif({ width: 400, height: 400 }, 300)],
] as const)('%s: %s', { timeout: 120_000 }, async ([format, , make]) => {
  const folder = await mkdtemp(join(tmpdir(), 'ecosystia-cost-'));
  try {
    const path = join(folder, 'picture');
    await writeFile(path, await make());
    const { stdout } = await run(process.execPath, [program, path, format]);
    const cost = JSON.parse(stdout) as Cost;
    expect(cost.isTaken).toBe(true);
    expect(cost.grownBytes).toBeLessThan(maxGrownBytes);
    expect(cost.checkSeconds + cost.prepareSeconds).toBeLessThan(maxPrepareSeconds);
  } finally {
    await rm(folder, { recursive: true });
  }
});
