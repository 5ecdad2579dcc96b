import type { ImageFormatName } from '#domain/files/file.formats.ts';
import { walkGif } from './gif.ts';
import { walkJpeg } from './jpeg.ts';
import { walkPng } from './png.ts';
import { StructureWalk } from './walk.ts';
import { walkWebp } from './webp.ts';

const walkers = { jpeg: walkJpeg, png: walkPng, gif: walkGif, webp: walkWebp } as const;

export function walkStructure(format: ImageFormatName): StructureWalk {
  return new StructureWalk(walkers[format]);
}
