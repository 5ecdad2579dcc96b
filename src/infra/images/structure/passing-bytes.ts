import type { ImageStructure } from './walk.ts';

/** The smallest that is made of a picture: as many of its rows become one of that. */
const smallestSidePixels = 32;
/** What the decoder and each step after it have in work. */
const rowsInWork = 260;
const stepsAtOnce = 5;

/**
 * What is on its way at once of a picture that is decoded row by row: next to nothing, but where the rows are very
 * long. Measured, from 7,000 to a million pixels wide, and rounded up.
 */
export function passingBytes(
  { width, height, frames }: Pick<ImageStructure, 'width' | 'height' | 'frames'>,
  bytesPerPixel: number,
): number {
  // Frames are decoded below each other.
  const rows = height * Math.max(1, frames);
  const together = Math.min(rows, Math.max(width, height) / smallestSidePixels);
  return (together + Math.min(rowsInWork, rows * stepsAtOnce)) * width * bytesPerPixel;
}
