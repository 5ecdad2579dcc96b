/** The process that prepares pictures: nothing in it but the decoder. Ends when its parent does. */
import { isPassingFailure } from '#infra/images/decoder.ts';
import { giveBack } from '#infra/images/give-back.ts';
import { makeRenditions } from '../renditions.ts';
import type { RenditionsAnswer, RenditionsOrder } from './messages.ts';

async function carryOut(order: RenditionsOrder): Promise<RenditionsAnswer['outcome']> {
  try {
    return { renditions: await makeRenditions(order.original, order.kind) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { failure: { message, isPassing: isPassingFailure(error) } };
  }
}

process.on('message', (order: RenditionsOrder) => {
  void carryOut(order).then((outcome) => {
    const residentBytes = process.memoryUsage.rss();
    process.send?.({ id: order.id, outcome, residentBytes } satisfies RenditionsAnswer, () => {
      if ('failure' in outcome) return;
      const { picture, thumbnails } = outcome.renditions;
      for (const { bytes } of [picture, ...thumbnails]) giveBack(bytes);
    });
  });
});
process.on('disconnect', () => process.exit(0));
