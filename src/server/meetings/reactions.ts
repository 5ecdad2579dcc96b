/** What people say to a message with one sign. */
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { messageDecider } from '#domain/meetings/message.decider.ts';
import { commitCommand } from '../commit.ts';
import type { Services } from '../services.ts';
import { takeMessageAllowance } from './message-allowance.ts';
import { type Chatter, meetingOf, writableMeeting } from './messages.ts';

export interface ReactionTo {
  messageId: string;
  emoji: string;
  /** False takes it back. Asking for what is so already changes nothing. */
  isOn: boolean;
}

/** Says an emoji or takes it back; what is so already is done. */
export async function reactTo(
  services: Pick<Services, 'platform' | 'settings'>,
  caller: Chatter,
  metadata: EventMetadata,
  { messageId, emoji, isOn }: ReactionTo,
): Promise<Result<null>> {
  const { platform } = services;
  const meetingId = await meetingOf(platform.eventLog, { messageId, meetingId: null });
  if (!meetingId) return refuse('request.not_found');
  const rate = takeMessageAllowance(services, caller.personId, meetingId);
  if (!rate.ok) return rate;
  const meeting = await writableMeeting(services, caller, meetingId);
  if (!meeting.ok) return meeting;
  const type = isOn ? 'AddReaction' : 'RemoveReaction';
  const reacted = await commitCommand(platform, metadata, {
    decider: messageDecider,
    id: messageId,
    command: { type, personId: caller.personId, emoji },
  });
  return reacted.ok ? accept(null) : reacted;
}
