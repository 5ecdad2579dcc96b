/** Meetings and their chats, made by the commands that REST and tRPC carry out. */
import { randomUUID } from 'node:crypto';
import type { MeetingFields } from '#domain/meetings/meeting.fields.ts';
import type { MeetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import type { MessageEntity } from '#readmodels/meetings/message.entity.ts';
import { scheduleMeeting, updateMeeting } from '#server/meetings/commands.ts';
import { deleteMessage, editMessage, postMessage } from '#server/meetings/messages.ts';
import type { RunningLive, SignedInPerson } from './live.ts';

const fields: MeetingFields = {
  title: 'Weekly round',
  description: '',
  startsAt: '2026-03-02T09:00:00.000Z',
  endsAt: '2026-03-02T09:30:00.000Z',
  timeZone: 'Europe/Paris',
  recurrence: null,
  participantIds: [],
};

type Server = Pick<RunningLive, 'platform' | 'services'>;
type Person = Pick<SignedInPerson, 'personId' | 'sessionId'>;

function callerOf({ personId, sessionId }: Person) {
  return { personId, sessionId, role: 'member', expiresAtMs: Number.POSITIVE_INFINITY } as const;
}

export async function schedule(
  { platform }: Server,
  organizer: Person,
  participantIds: readonly string[] = [],
  projectId: string | null = null,
): Promise<MeetingEntity> {
  const scheduled = await scheduleMeeting(
    platform,
    callerOf(organizer),
    { actorId: organizer.personId },
    { ...fields, participantIds: [...participantIds], projectId },
  );
  if (!scheduled.ok) throw new Error(scheduled.refusal.code);
  return scheduled.value;
}

export async function update(
  { platform }: Server,
  organizer: Person,
  meetingId: string,
  changes: Partial<MeetingFields>,
): Promise<void> {
  const updated = await updateMeeting(
    platform,
    callerOf(organizer),
    { actorId: organizer.personId },
    { meetingId, changes, version: null },
  );
  if (!updated.ok) throw new Error(updated.refusal.code);
}

export async function post(
  { services }: Server,
  author: Person,
  meetingId: string,
  text: string,
  clientId: string | null = randomUUID(),
): Promise<MessageEntity> {
  const posted = await postMessage(
    services,
    callerOf(author),
    { actorId: author.personId },
    { meetingId, text, clientId },
  );
  if (!posted.ok) throw new Error(posted.refusal.code);
  return posted.value;
}

/** Another message, in answer to one. */
export async function answer(
  { services }: Server,
  author: Person,
  { id: replyToId, meeting_id: meetingId }: MessageEntity,
  text: string,
): Promise<MessageEntity> {
  const posted = await postMessage(
    services,
    callerOf(author),
    { actorId: author.personId },
    { meetingId, text, clientId: randomUUID(), replyToId },
  );
  if (!posted.ok) throw new Error(posted.refusal.code);
  return posted.value;
}

/** What a message says from now on; null deletes it. */
export async function changeMessage(
  { services }: Server,
  author: Person,
  { id: messageId, meeting_id: meetingId }: MessageEntity,
  text: string | null,
): Promise<void> {
  const metadata = { actorId: author.personId };
  const which = { messageId, meetingId };
  const changed =
    text === null
      ? await deleteMessage(services, callerOf(author), metadata, which)
      : await editMessage(services, callerOf(author), metadata, { ...which, text });
  if (!changed.ok) throw new Error(changed.refusal.code);
}

export function chatUrl(
  host: string,
  meetingId: string,
  person: SignedInPerson,
  since?: number,
): string {
  const query = new URLSearchParams({ token: person.accessToken });
  if (since !== undefined) query.set('since', String(since));
  return `ws://${host}/ws/meetings/${meetingId}/chat/?${query.toString()}`;
}
