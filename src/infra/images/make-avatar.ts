/** A person's picture, made while they wait: the middle of what they sent, upright, without metadata. */
import { avatarLimits, imageLimits } from '#domain/files/file.limits.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { admitted, judgeStructure, refusalOf } from './check-image.ts';
import { decoder } from './decoder.ts';
import type { ImageStructure } from './structure/walk.ts';

const quality = 85;
const decodeTimeoutSeconds = 20;

export async function makeAvatar(
  path: string,
  structure: ImageStructure,
): Promise<Result<Uint8Array>> {
  const judged = judgeStructure(structure);
  if (!judged.ok) return judged;
  const shortPixels = Math.min(structure.width, structure.height);
  const longPixels = Math.max(structure.width, structure.height);
  const { minSidePixels: side, maxRatio: ratio } = avatarLimits;
  if (shortPixels < side) return refuse('avatar.too_small', { params: { side } });
  if (longPixels > shortPixels * ratio) return refuse('avatar.too_long', { params: { ratio } });
  try {
    return accept(await admitted(structure, () => crop(path)));
  } catch (error) {
    return refusalOf(error);
  }
}

function crop(path: string): Promise<Uint8Array> {
  const { sidePixels } = avatarLimits;
  return decoder(path, {
    failOn: 'warning',
    limitInputPixels: imageLimits.maxPixels,
    sequentialRead: true,
    pages: 1,
  })
    .timeout({ seconds: decodeTimeoutSeconds })
    .autoOrient()
    .resize({ width: sidePixels, height: sidePixels, fit: 'cover', position: 'centre' })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer();
}
