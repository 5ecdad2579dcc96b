import { open } from 'node:fs/promises';
import type { ImageFormatName } from '#domain/files/file.formats.ts';
import type { ImageStructure } from './walk.ts';
import { walkStructure } from './walkers.ts';

const pieceBytes = 256 * 1024;

/** The structure of a picture that lies in a file; a piece of it at a time is in memory. */
export async function structureOfFile(
  path: string,
  format: ImageFormatName,
): Promise<ImageStructure> {
  const walk = walkStructure(format);
  await using file = await open(path, 'r');
  const piece = Buffer.allocUnsafe(pieceBytes);
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, piece.length);
    if (bytesRead === 0) return walk.structure;
    walk.push(piece.subarray(0, bytesRead));
  }
}
