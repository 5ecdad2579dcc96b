/**
 * Frees a buffer's memory now rather than when it is collected. Pixels and uploads are megabytes, and V8
 * counts them as its own: without this every handful of pictures makes it mark the whole heap, which costs
 * more than the smaller thumbnails.
 */
export function giveBack({ buffer, byteLength }: Uint8Array): void {
  // A small buffer is a part of a larger one that others use as well.
  const isWhole = byteLength === buffer.byteLength;
  if (isWhole && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
