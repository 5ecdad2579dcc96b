import type { ImageStructure } from './structure/walk.ts';

/** Rows on their way, what is made of them, and the decoder itself: measured, rounded up. */
const besidesBytes = 40_000_000;

/** About how much memory it takes to decode this picture and to make others of it. */
export function decodingBytes({ heldBytes }: ImageStructure): number {
  return besidesBytes + heldBytes;
}
