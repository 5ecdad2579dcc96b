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
  const fitting = judgeAvatarShape(structure);
  if (!fitting.ok) return fitting;
  try {
    return accept(await admitted(structure, () => crop(path)));
  } catch (error) {
    return refusalOf(error);
  }
}

/** Whether it is large enough and not too long to be a person's picture. */
export function judgeAvatarShape({
  width,
  height,
}: Pick<ImageStructure, 'width' | 'height'>): Result<null> {
  const shortPixels = Math.min(width, height);
  const longPixels = Math.max(width, height);
  const { minSidePixels: side, maxRatio: ratio } = avatarLimits;
  if (shortPixels < side) return refuse('avatar.too_small', { params: { side } });
  if (longPixels > shortPixels * ratio) return refuse('avatar.too_long', { params: { ratio } });
  return accept(null);
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
