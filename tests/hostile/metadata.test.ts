/** What a picture brings along beside its pixels, however it does, is in nothing that is given out. */
import { expect, test } from 'vitest';
import { makeRenditions } from '#worker/files/renditions.ts';
import {
  flatGif,
  flatPng,
  jpegWith,
  pngChunk,
  riffChunk,
  webpWith,
} from '#tests/support/hostile-pictures.ts';
import { animated, jpeg, png, webp } from '#tests/support/pictures.ts';

const secret = Buffer.from('SECRET-0123456789');

test('what a picture carries beside its pixels is in no byte that is made of it', async () => {
  const chunk = pngChunk('tEXt', Buffer.concat([Buffer.from('a\0'), secret]));
  const gifComment = Buffer.concat([
    Buffer.from([0x21, 0xfe, secret.length]),
    secret,
    Buffer.from([0]),
  ]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), secret]);
  for (const [format, bytes] of [
    [
      'jpeg',
      jpegWith(await jpeg(), [
        [0xe1, exif],
        [0xfe, secret],
        [0xe2, secret],
      ]),
    ],
    ['jpeg', Buffer.concat([await jpeg(), secret])],
    ['png', flatPng({ width: 40, height: 30, chunks: [chunk] })],
    ['png', Buffer.concat([await png(), secret])],
    ['gif', flatGif({ width: 40, height: 30 }, 3, { extensions: [gifComment] })],
    ['gif', Buffer.concat([await animated('gif'), secret])],
    ['webp', webpWith(await webp(), [riffChunk('XMP ', secret), riffChunk('EXIF', exif)])],
  ] as const) {
    expect(bytes.includes(secret)).toBe(true);
    const { picture, thumbnails } = await makeRenditions(bytes, { format, type: 'image' });
    for (const made of [picture, ...thumbnails]) {
      expect(Buffer.from(made.bytes).includes(secret), `${format} ${made.width}`).toBe(false);
    }
  }
});
