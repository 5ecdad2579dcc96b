/**
 * The one image decoder, set up before anybody uses it. Of libvips' many loaders four are left: a
 * format nobody asked for is attack surface. One thread a picture and no cache: several pictures at
 * once keep the processors busier than several threads for one, and memory stays foreseeable.
 */
import sharp from 'sharp';

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadWebp',
  ],
});

export const decoder = sharp;

/** Whether the decoder failed for reasons that are not the picture's: time, memory, disk. */
export function isPassingFailure(error: unknown): boolean {
  const message = error instanceof Error ? error.message : '';
  // As they word it: a picture may be missing something as well.
  return /timeout|memory|input file is missing|no such file/i.test(message);
}
