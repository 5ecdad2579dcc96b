/** A meeting's notes: read by who sees the meeting, written by who may enter its room. */
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { type NoteCommand, notesDecider } from '#domain/meetings/note.decider.ts';
import { noteText } from '#domain/meetings/note.events.ts';
import type { Platform } from '#infra/platform.ts';
import { notesOf } from '#readmodels/meetings/notes.query.ts';
import type { Caller } from '../auth/caller.ts';
import { enterableMeeting, visibleMeeting } from '../auth/meeting-access.ts';
import { commitCommand } from '../commit.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, router, signedInProcedure } from '../trpc/trpc.ts';

const which = { meetingId: givenId, noteId: givenId };
const version = z.int().min(1);

/** What the caller adds to is who they are. */
type Unsigned<Command> = Command extends NoteCommand ? Omit<Command, 'personId'> : never;

/** After the meeting, too: what was decided is often written down then. */
export async function changeNotes(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  change: Unsigned<NoteCommand>,
): Promise<Result<null>> {
  const access = await enterableMeeting(platform.database, caller, change.meetingId);
  if (!access.ok) return access;
  if (access.value.isArchived) return refuse('project.archived');
  const command = { ...change, personId: caller.personId };
  const on = { decider: notesDecider, id: change.meetingId, command };
  const changed = await commitCommand(platform, metadata, on);
  return changed.ok ? accept(null) : changed;
}

export const notes = router({
  list: signedInProcedure
    .input(z.object({ meetingId: givenId }))
    .query(async ({ ctx, input: { meetingId } }) => {
      const { database } = ctx.services.platform;
      accepted(await visibleMeeting(database, ctx.caller, meetingId));
      return notesOf(database, meetingId);
    }),
  add: signedInProcedure
    .input(z.object({ ...which, text: noteText, afterId: givenId.nullable().default(null) }))
    .mutation(async ({ ctx, input }) => {
      const change = { type: 'AddNote', ...input } as const;
      accepted(await changeNotes(ctx.services.platform, ctx.caller, metadataOf(ctx), change));
    }),
  change: signedInProcedure
    .input(z.object({ ...which, text: noteText, version }))
    .mutation(async ({ ctx, input }) => {
      const change = { type: 'ChangeNote', ...input } as const;
      accepted(await changeNotes(ctx.services.platform, ctx.caller, metadataOf(ctx), change));
    }),
  remove: signedInProcedure
    .input(z.object({ ...which, version }))
    .mutation(async ({ ctx, input }) => {
      const change = { type: 'RemoveNote', ...input } as const;
      accepted(await changeNotes(ctx.services.platform, ctx.caller, metadataOf(ctx), change));
    }),
});
