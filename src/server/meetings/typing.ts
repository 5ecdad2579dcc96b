/**
 * That somebody is typing, told to the room they are in, on every server, and kept nowhere. Not
 * told of people who do not want it.
 */
import { accept, type Result } from '#domain/kernel/result.ts';
import type { Platform } from '#infra/platform.ts';
import { sharesTyping } from '#readmodels/people/typing.query.ts';
import type { Caller } from '../auth/caller.ts';
import { allowancesOf } from '../live/allowance.ts';
import type { Whispered } from '../live/relay-whispers.ts';
import { enterableMeeting } from '../auth/meeting-access.ts';

/** Of one person in one room: what comes sooner says nothing new. */
const allowances = allowancesOf({ perSecond: 0.5, atOnce: 1 });

const form = /^typing ([0-9a-f-]{36}) ([0-9a-f-]{36})$/;

export async function announceTyping(
  platform: Platform,
  caller: Pick<Caller, 'personId' | 'role'>,
  meetingId: string,
): Promise<Result<null>> {
  const { personId } = caller;
  const words = `typing ${meetingId} ${personId}`;
  if (!allowances(platform).take(words)) return accept(null);
  const access = await enterableMeeting(platform.database, caller, meetingId);
  if (!access.ok) return access;
  if (await sharesTyping(platform.database, personId)) platform.whispers.say(words);
  return accept(null);
}

/** What those words mean to the room's others. */
export function typingIn(words: string): Whispered | null {
  const [, meetingId, personId] = form.exec(words) ?? [];
  if (!meetingId || !personId) return null;
  return { topic: `meeting:${meetingId}`, type: 'typing', personId };
}
