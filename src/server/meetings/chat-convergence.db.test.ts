/** A snapshot of a chat and the frames after it make a fresh snapshot, whatever people did. */
import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { chatSnapshot, type ChatSnapshot } from '#readmodels/meetings/chat.query.ts';
import type { MessageEntity } from '#readmodels/meetings/message.entity.ts';
import { deleteMessage, editMessage } from '#server/meetings/messages.ts';
import { eventually } from '#tests/support/eventually.ts';
import {
  type RunningLive,
  type SignedInPerson,
  signInSomebody,
  startLive,
} from '#tests/support/live.ts';
import { PlainClient, type ReceivedFrame } from '#tests/support/live-clients.ts';
import { chatUrl, post, schedule } from '#tests/support/meetings.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { Random } from '#tests/support/random.ts';

/** To repeat a run that failed, put its seed here. */
const seed = randomInt(2 ** 31);

const callerOf = ({ personId }: SignedInPerson) => ({ personId, role: 'member' }) as const;

it(`snapshot + frames == fresh snapshot (seed ${seed})`, async () => {
  const random = new Random(seed);
  await using database = await createTestDatabase();
  const options = { databaseUrl: database.ownerUrl, presenceGraceMs: 200 };
  await using here = await startLive(options);
  await using there = await startLive(options);
  const ana = await signInSomebody(here);
  const others = await Promise.all(['Bea', 'Léo', 'Kim'].map((name) => signInSomebody(here, name)));
  const everybody = [ana, ...others];
  const { id } = await schedule(
    here,
    ana,
    others.map(({ personId }) => personId),
  );
  await expect
    .poll(() => there.platform.tail.position)
    .toBeGreaterThanOrEqual(here.platform.tail.position);
  const posted: { messageId: string; author: SignedInPerson }[] = [];
  const act = async () => {
    const server = random.chance(0.5) ? here : there;
    const author = random.pick(everybody);
    const choice = random.next();
    if (choice < 0.5 || posted.length === 0) {
      const message = await post(server, author, id, `Text ${random.next()}`);
      posted.push({ messageId: message.id, author });
      return;
    }
    const earlier = random.pick(posted);
    const which = { messageId: earlier.messageId, meetingId: id };
    const by = { actorId: earlier.author.personId };
    const caller = callerOf(earlier.author);
    if (choice < 0.7) {
      const edit = { ...which, text: `Text ${random.next()}` };
      await editMessage(server.services, caller, by, edit);
    } else if (choice < 0.8) {
      await deleteMessage(server.services, caller, by, which);
    } else {
      using _ = await server.live.core.rooms.enter({ meetingId: id, personId: author.personId });
    }
  };
  const actFor = async (count: number) => {
    for (let index = 0; index < count; index += 1) await act();
  };
  await actFor(15);
  await using client = new PlainClient(chatUrl(here.host, id, ana, 0));
  await using later = new PlainClient(chatUrl(there.host, id, ana));
  // Both taken in the middle of other people's writing.
  const writing = Promise.all([actFor(15), actFor(15), actFor(15)]);
  const snapshot = await take(here, id);
  const ready = await later.untilType('ready');
  await writing;
  await eventually(async () => {
    const fresh = summary(await take(here, id));
    // Everybody but the one who is connected has left by then.
    expect(fresh.participants).toEqual([ana.personId]);
    expect(applied(snapshot, client.frames)).toEqual(fresh);
    const shown = { ...(ready.data as unknown as ChatSnapshot), position: String(ready.position) };
    const start = summary(shown).messages[0]?.id;
    const from = fresh.messages.findIndex((message) => message.id === start);
    expect(applied(shown, later.frames)).toEqual({
      ...fresh,
      messages: fresh.messages.slice(from),
    });
  });
});

function take({ platform }: RunningLive, meetingId: string): Promise<ChatSnapshot> {
  return chatSnapshot(platform.database, meetingId, { limit: 200, cursor: null });
}

interface Summary {
  participants: string[];
  messages: MessageEntity[];
}

function summary({ participants, messages }: ChatSnapshot): Summary {
  return { participants: participants.map(({ id }) => id).toSorted(), messages: [...messages] };
}

function applied(snapshot: ChatSnapshot, frames: readonly ReceivedFrame[]): Summary {
  const state = summary(snapshot);
  const there = new Set(state.participants);
  for (const { type, position, data } of frames) {
    if (!(position > Number(snapshot.position))) continue;
    const message = data as unknown as MessageEntity;
    if (type === 'message' || type === 'participant.joined' || type === 'participant.left') {
      state.messages.push(message);
    }
    if (type === 'participant.joined') there.add(message.user.id);
    if (type === 'participant.left') there.delete(message.user.id);
    if (type === 'message.edited' || type === 'message.deleted') {
      const index = state.messages.findIndex(({ id }) => id === message.id);
      if (index >= 0) state.messages[index] = message;
    }
  }
  return { ...state, participants: [...there].toSorted() };
}
