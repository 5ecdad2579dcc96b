/** Up to where a person has read which chat, the same on all their devices. */
import { v5 as uuidv5 } from 'uuid';
import { z } from 'zod';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { givenId } from '#domain/kernel/fields.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import { readingDecider } from '#domain/meetings/reading.decider.ts';
import type { Platform } from '#infra/platform.ts';
import { unreadChats } from '#readmodels/meetings/unread-chats.query.ts';
import { enterableMeeting } from '../auth/meeting-access.ts';
import { commitCommand } from '../commit.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, router, signedInProcedure } from '../trpc/trpc.ts';
import type { Chatter } from './messages.ts';

/** Any fixed one: it only keeps these ids apart from other name-based ids. */
const namespace = '0d5f0f6a-8f0e-4f27-9d3e-5a2c86b5a0e1';

/** Nobody has read what is not said yet: a position beyond the log's end means its end. */
export async function readChat(
  platform: Platform,
  caller: Chatter,
  metadata: EventMetadata,
  { meetingId, position }: { meetingId: string; position: number },
): Promise<Result<null>> {
  const access = await enterableMeeting(platform.database, caller, meetingId);
  if (!access.ok) return access;
  const { personId } = caller;
  const upTo = Math.min(position, platform.tail.position);
  const read = await commitCommand(platform, metadata, {
    decider: readingDecider,
    id: uuidv5(`${meetingId} ${personId}`, namespace),
    command: { type: 'ReadChat', meetingId, personId, position: upTo },
  });
  return read.ok ? accept(null) : read;
}

export const reading = router({
  unread: signedInProcedure.query(({ ctx }) =>
    unreadChats(ctx.services.platform.database, ctx.caller.personId),
  ),
  markRead: signedInProcedure
    .input(z.object({ meetingId: givenId, position: z.int().min(0) }))
    .mutation(async ({ ctx, input }) => {
      accepted(await readChat(ctx.services.platform, ctx.caller, metadataOf(ctx), input));
    }),
});
