import { decoder } from '#infra/images/decoder.ts';
import type { DemoPicture } from './team.ts';

const channels = 3;
const quality = 86;

/** A picture's bytes in its format. A little grain keeps gradients from banding. */
export function paint({ width, height, scene, format }: DemoPicture): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * channels);
  const aspect = width / height;
  let offset = 0;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const colour = scene(column / width, row / height, aspect);
      const grain = ((row * 7 + column * 13) % 5) - 2;
      for (const part of colour) {
        pixels[offset] = Math.min(255, Math.max(0, part + grain));
        offset += 1;
      }
    }
  }
  return decoder(pixels, { raw: { width, height, channels } })
    .toFormat(format, { quality })
    .toBuffer();
}
