/**
 * Frees a buffer's memory now rather than when it is collected. Pixels are megabytes, and V8 counts
 * them as its own: without this every handful of pictures makes it mark the whole heap, which costs
 * more than the smaller thumbnails.
 */
export function giveBack(bytes: Uint8Array<ArrayBuffer>): void {
  // A small buffer is a part of a larger one that others use as well.
  if (bytes.byteLength === bytes.buffer.byteLength) bytes.buffer.transfer(0);
}
