/** The process that prepares pictures: nothing in it but the decoder. Ends when its parent does. */
import { writeFile } from 'node:fs/promises';
import { isPassingFailure } from '#infra/images/decoder.ts';
import { giveBack } from '#infra/images/give-back.ts';
import { makeRenditions, pictureName, type Renditions } from '../renditions.ts';
import type {
  MadeRendition,
  RenditionsAnswer,
  RenditionsOrder,
  RenditionsWork,
} from './messages.ts';

async function carryOut({
  original,
  kind,
  targets,
}: RenditionsWork): Promise<RenditionsAnswer['outcome']> {
  let made: Renditions;
  try {
    made = await makeRenditions(original, kind);
  } catch (error) {
    return failure(error, isPassingFailure(error));
  }
  try {
    return { made: await write(made, targets) };
  } catch (error) {
    // A picture is not to blame for a disk.
    return failure(error, true);
  }
}

function write(
  { picture, thumbnails }: Renditions,
  targets: RenditionsWork['targets'],
): Promise<MadeRendition[]> {
  return Promise.all(
    [{ name: pictureName, ...picture }, ...thumbnails].map(
      async ({ name, width, height, bytes }) => {
        const sizeBytes = bytes.length;
        // Whoever has given up has removed it: it must not be made again.
        await writeFile(targets[name] ?? '', bytes, { flag: 'r+' });
        giveBack(bytes);
        return { name, width, height, sizeBytes };
      },
    ),
  );
}

function failure(error: unknown, isPassing: boolean): RenditionsAnswer['outcome'] {
  const message = error instanceof Error ? error.message : String(error);
  return { failure: { message, isPassing } };
}

process.on('message', ({ id, work }: RenditionsOrder) => {
  void carryOut(work).then((outcome) => {
    const residentBytes = process.memoryUsage.rss();
    process.send?.({ id, outcome, residentBytes } satisfies RenditionsAnswer);
  });
});
process.on('disconnect', () => process.exit(0));
