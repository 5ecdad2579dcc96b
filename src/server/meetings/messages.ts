/** What REST, tRPC and the socket carry out on a chat's messages. */
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import { fileDecider } from '#domain/files/file.decider.ts';
import { keptUntil } from '#domain/files/trash.ts';
import { folded } from '#domain/kernel/decider.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { type MessageCommand, messageDecider } from '#domain/meetings/message.decider.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { readStream } from '#infra/log/read.ts';
import { loadState } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import type { MeetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import {
  type MessageEntity,
  messageEntity,
  messageFold,
} from '#readmodels/meetings/message.entity.ts';
import type { ReadableLog } from '#readmodels/files/living-file.query.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import type { Caller } from '../auth/caller.ts';
import { commit, commitCommand } from '../commit.ts';
import type { Services } from '../services.ts';
import { enterableMeeting } from '../auth/meeting-access.ts';
import { takeMessageAllowance } from './message-allowance.ts';
import { areFilesOf, filesOnlyOf, holdFiles } from './message-files.ts';

/** Any fixed one: it only keeps these ids apart from other name-based ids. */
const namespace = '6a1f6f0c-3b52-4a0e-8d0b-8e0f5a2c7d13';

export type Chatter = Pick<Caller, 'personId' | 'role'>;

export interface NewMessage {
  meetingId: string;
  text: string;
  clientId: string | null;
  /** The message that it answers. */
  replyToId?: string | null;
  /** Files of the meeting that come with it. */
  fileIds?: readonly string[];
}

/** The same name from the same person in the same chat is the same message. */
function messageIdFor({ personId }: Chatter, { meetingId, clientId }: NewMessage): string {
  if (clientId === null) return uuidv7();
  return uuidv5(JSON.stringify([meetingId, personId, clientId]), namespace);
}

/** Where something may be said now. */
export async function writableMeeting(
  { platform }: Pick<Services, 'platform'>,
  caller: Chatter,
  meetingId: string,
): Promise<Result<MeetingEntity>> {
  const access = await enterableMeeting(platform.database, caller, meetingId);
  if (!access.ok) return access;
  const { meeting, isArchived } = access.value;
  if (isArchived) return refuse('project.archived');
  return meeting.status === 'cancelled' ? refuse('meeting.cancelled') : accept(meeting);
}

/** What posts a message, or why it can't be posted. */
async function posting(
  services: Pick<Services, 'platform' | 'settings'>,
  caller: Chatter,
  message: NewMessage,
) {
  const rate = takeMessageAllowance(services, caller.personId, message.meetingId);
  if (!rate.ok) return rate;
  const meeting = await writableMeeting(services, caller, message.meetingId);
  if (!meeting.ok) return meeting;
  const { replyToId = null, fileIds = [] } = message;
  const messageId = messageIdFor(caller, message);
  const { personId: authorId } = caller;
  const command: PostMessage = {
    type: 'PostMessage',
    messageId,
    authorId,
    ...message,
    replyToId,
    fileIds,
  };
  return accept({ decider: messageDecider, id: messageId, command, isNew: true });
}

type PostMessage = Extract<MessageCommand, { type: 'PostMessage' }>;

/** What a message belongs to is of the same meeting: whoever reads it may see it. */
async function linksAreThere(
  log: ReadableLog,
  { messageId, meetingId, replyToId, fileIds }: PostMessage,
): Promise<Result<null>> {
  const errors = [];
  const isPosted = async () => (await meetingOf(log, { messageId, meetingId })) !== null;
  const answered = replyToId && { messageId: replyToId, meetingId };
  if (answered && !(await meetingOf(log, answered))) {
    errors.push({ field: 'reply_to_id', code: 'unknown' });
  }
  if (!(await areFilesOf(log, meetingId, fileIds))) {
    errors.push({ field: 'file_ids', code: 'unknown' });
  }
  // Sent again, it is the message that was stored, whatever became of its files since.
  if (errors.length === 0 || (await isPosted())) return accept(null);
  return refuse('request.invalid', { errors });
}

/** Stores a message, or finds the one that it is again, and answers with it. */
export async function postMessage(
  services: Pick<Services, 'platform' | 'settings'>,
  caller: Chatter,
  metadata: EventMetadata,
  message: NewMessage,
): Promise<Result<MessageEntity>> {
  const post = await posting(services, caller, message);
  if (!post.ok) return post;
  const { platform } = services;
  const { eventLog } = platform;
  const { decider, id, command } = post.value;
  let posted: Result<unknown>;
  if (command.fileIds.length > 0) {
    posted = await commit(platform, metadata, async (unit) => {
      await holdFiles(unit.tx, command.fileIds);
      const links = await linksAreThere({ sql: unit.tx, keys: eventLog.keys }, command);
      return links.ok ? unit.command(decider, id, command) : links;
    });
  } else {
    const links = await linksAreThere(eventLog, command);
    posted = links.ok ? await commitCommand(platform, metadata, post.value) : links;
  }
  return posted.ok ? accept(await storedMessage(platform, id)) : posted;
}

/** The same of words alone for a socket, which is told of it by the message's own frame. */
export async function sendMessage(
  services: Pick<Services, 'platform' | 'settings'>,
  caller: Chatter,
  metadata: EventMetadata,
  message: Pick<NewMessage, 'meetingId' | 'text' | 'clientId'>,
): Promise<Result<unknown>> {
  const post = await posting(services, caller, message);
  if (!post.ok) return post;
  return executeCommand(services.platform.eventLog, metadata, post.value);
}

export interface MessageIn {
  messageId: string;
  /** The chat that it is looked for in; null for whichever it is in. */
  meetingId: string | null;
}

/** By who wrote it, as long as something may be said in the meeting. */
export async function editMessage(
  services: Pick<Services, 'platform'>,
  caller: Chatter,
  metadata: EventMetadata,
  { text, ...which }: MessageIn & { text: string },
): Promise<Result<MessageEntity>> {
  const { platform } = services;
  const meetingId = await meetingOf(platform.eventLog, which);
  if (!meetingId) return refuse('request.not_found');
  const meeting = await writableMeeting(services, caller, meetingId);
  if (!meeting.ok) return meeting;
  const edited = await commitCommand(platform, metadata, {
    decider: messageDecider,
    id: which.messageId,
    command: { type: 'EditMessage', personId: caller.personId, text },
  });
  return edited.ok ? accept(await storedMessage(platform, which.messageId)) : edited;
}

/** With the files that came with it and are nowhere else: they go into the trash, from where they can be had back. */
export async function deleteMessage(
  { platform, settings }: Pick<Services, 'platform' | 'settings'>,
  caller: Chatter,
  metadata: EventMetadata,
  which: MessageIn,
): Promise<Result<null>> {
  const meetingId = await meetingOf(platform.eventLog, which);
  if (!meetingId) return refuse('request.not_found');
  const access = await enterableMeeting(platform.database, caller, meetingId);
  if (!access.ok) return access;
  const organizerId = access.value.meeting.organizer_id;
  const { messageId } = which;
  const { personId } = caller;
  return commit(platform, metadata, async ({ tx, command }) => {
    const deletion: MessageCommand = { type: 'DeleteMessage', personId, organizerId };
    const deleted = await command(messageDecider, messageId, deletion);
    if (!deleted.ok) return deleted;
    // Deleted before, it took along then what it had; in an archive nothing could be had back.
    if (deleted.value.events.length === 0 || access.value.isArchived) return accept(null);
    const trash = {
      type: 'TrashFile',
      keptUntil: keptUntil(Date.now(), settings.trashDays),
    } as const;
    for (const fileId of await filesOnlyOf(tx, platform.eventLog.keys, messageId)) {
      const trashed = await command(fileDecider, fileId, trash);
      // It may be gone for good already; the message goes all the same.
      if (!trashed.ok && trashed.refusal.code !== 'request.not_found') return trashed;
    }
    return accept(null);
  });
}

/** The meeting whose chat a message is in; null where there is no such message. */
export async function meetingOf(
  { sql, keys }: ReadableLog,
  { messageId, meetingId }: MessageIn,
): Promise<string | null> {
  const { message } = await loadState(sql, keys, messageDecider, messageId);
  if (!message || (meetingId && message.meetingId !== meetingId)) return null;
  return message.meetingId;
}

/** From the stream: what is stored is answered so, however far behind the read model is. */
async function storedMessage(
  { database, eventLog }: Platform,
  messageId: string,
): Promise<MessageEntity> {
  const stream = `${messageDecider.category}-${messageId}`;
  const { events } = await readStream(database.sql, eventLog.keys, stream);
  const message = folded(messageFold, events);
  const { personId } = message;
  const [author] = await namesOf(database.sql, [personId]);
  return messageEntity(message, author ?? { id: personId, name: '', avatar_url: null });
}
