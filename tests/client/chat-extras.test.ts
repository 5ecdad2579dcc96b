/** What stands beside messages, as the web app keeps it up; what is unread; what is found. */
import { randomInt, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { noChat, reduceChat } from '#client/live/chat-state.ts';
import { viewChat } from '#client/live/chat-view.ts';
import { chatSearch } from '#readmodels/meetings/chat-search.query.ts';
import { chatSnapshot } from '#readmodels/meetings/chat.query.ts';
import { unreadChats, unreadMessages } from '#readmodels/meetings/unread-chats.query.ts';
import { deleteMessage, postMessage } from '#server/meetings/messages.ts';
import { reactTo } from '#server/meetings/reactions.ts';
import { readChat } from '#server/meetings/reading.ts';
import { eventually } from '#tests/support/eventually.ts';
import {
  type RunningLive,
  type SignedInPerson,
  signInSomebody,
  startLive,
} from '#tests/support/live.ts';
import { PlainClient, TrpcClient, TrpcFrames } from '#tests/support/live-clients.ts';
import { chatUrl, post, schedule } from '#tests/support/meetings.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { differing, verify } from '../audit/connections.ts';

const callerOf = ({ personId }: SignedInPerson) => ({ personId, role: 'member' }) as const;
const by = ({ personId }: SignedInPerson) => ({ actorId: personId });

async function answer(
  { services }: RunningLive,
  author: SignedInPerson,
  meetingId: string,
  links: { replyToId?: string; fileIds?: string[] },
) {
  const message = { meetingId, text: 'Yes', clientId: randomUUID(), ...links };
  return postMessage(services, callerOf(author), by(author), message);
}

function react(
  { services }: RunningLive,
  person: SignedInPerson,
  reaction: { messageId: string; emoji: string; isOn: boolean },
) {
  return reactTo(services, callerOf(person), by(person), reaction);
}

async function shown({ platform }: RunningLive, meetingId: string) {
  const page = await chatSnapshot(platform.database, meetingId, { limit: 1_000, cursor: null });
  return reduceChat(noChat, {
    type: 'snapshot',
    page: { ...page, nextCursor: page.next_cursor, position: Number(page.position) },
  });
}

const self = { id: '', name: '', avatar_url: null };
const messagesOf = (state: typeof noChat) => viewChat(state, '', self).messages;

test('snapshot + frames == fresh snapshot, for all that stands beside messages', async () => {
  await using database = await createTestDatabase();
  await using here = await startLive({ databaseUrl: database.ownerUrl });
  await using there = await startLive({ databaseUrl: database.ownerUrl });
  const ana = await signInSomebody(here);
  const others = await Promise.all(['Bea', 'Léo', 'Kim'].map((name) => signInSomebody(here, name)));
  const everybody = [ana, ...others];
  const ids = others.map(({ personId }) => personId);
  const { id } = await schedule(here, ana, ids);
  const { id: elsewhere } = await schedule(here, ana, ids);
  const strange = await post(here, ana, elsewhere, 'In another chat');
  await expect
    .poll(() => there.platform.tail.position)
    .toBeGreaterThanOrEqual(here.platform.tail.position);
  const said: string[] = [];
  const one = <T>(from: readonly T[]): T => from[randomInt(from.length)] as T;
  const act = async () => {
    const server = one([here, there]);
    const person = one(everybody);
    const choice = randomInt(10);
    if (said.length < 3 || choice === 0) {
      said.push((await post(server, person, id, 'Said')).id);
    } else if (choice < 3) {
      const answered = await answer(server, person, id, { replyToId: one(said) });
      if (answered.ok) said.push(answered.value.id);
    } else if (choice < 9) {
      const emoji = one(['👍', '❤️', '🎉']);
      await react(server, person, { messageId: one(said), emoji, isOn: randomInt(3) > 0 });
    } else {
      const which = { messageId: one(said), meetingId: id };
      await deleteMessage(server.services, callerOf(ana), by(ana), which);
    }
  };
  const actFor = async (count: number) => {
    for (let index = 0; index < count; index += 1) await act();
  };
  await actFor(20);
  await using client = new TrpcClient({ host: () => there.host, person: ana });
  await using plain = new PlainClient(chatUrl(here.host, id, ana, 0));
  const frames = new TrpcFrames();
  const writing = Promise.all([actFor(25), actFor(25)]);
  const start = await shown(here, id);
  const resume = { lastEventId: String(start.position) };
  client.api.live.meeting.subscribe({ meetingId: id, ...resume }, frames.handlers);
  await writing;
  await eventually(async () => {
    const state = frames.frames.reduce(
      (so, { type, data, position }) =>
        reduceChat(so, { type: 'frame', position, nowMs: 0, frame: { type, data } }),
      start,
    );
    expect(messagesOf(state)).toEqual(messagesOf(await shown(there, id)));
  });
  const all = messagesOf(await shown(here, id));
  expect(all.some(({ reply_to_id }) => reply_to_id !== null)).toBe(true);
  expect(all.some(({ reactions }) => reactions.length > 0)).toBe(true);

  // Plain sockets have the contract's frames and no others.
  await post(here, ana, id, 'The last');
  await eventually(() => {
    expect(plain.frames.some(({ data }) => data.text === 'The last')).toBe(true);
  });
  const types = new Set(plain.frames.map(({ type }) => type));
  expect([...types].filter((type) => /linked|reaction/.test(type))).toEqual([]);

  // What a message answers is in the same chat, and so are its files.
  expect(await answer(here, ana, id, { replyToId: strange.id })).toMatchObject({ ok: false });
  expect(await answer(here, ana, id, { fileIds: [strange.id] })).toMatchObject({ ok: false });

  const { platform } = here;
  const position = platform.tail.position;
  await readChat(platform, callerOf(ana), by(ana), { meetingId: id, position });
  expect(differing(await verify(database.ownerUrl))).toEqual([]);
});

test('what is unread is the same on every device, and only of others', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl });
  const { database: read, tail } = server.platform;
  const ana = await signInSomebody(server);
  const bea = await signInSomebody(server, 'Bea');
  const zoe = await signInSomebody(server, 'Zoe');
  const { id } = await schedule(server, ana, [bea.personId]);
  const counted = (person: SignedInPerson) => unreadChats(read, person.personId);
  const opened = (person: SignedInPerson) => unreadMessages(read, id, person.personId);
  const readAll = (person: SignedInPerson, position = tail.position) =>
    readChat(server.platform, callerOf(person), by(person), { meetingId: id, position });
  await post(server, ana, id, 'One');
  expect(await counted(ana)).toEqual([]);
  expect(await counted(bea)).toEqual([{ meeting_id: id, count: 1 }]);
  expect(await counted(zoe)).toEqual([]);
  // To who was never there everything is new, and nothing of it newer than the rest.
  expect(await opened(bea)).toEqual({ first_id: null, count: 0 });

  await using client = new TrpcClient({ host: () => server.host, person: bea });
  const frames = new TrpcFrames();
  client.api.live.user.subscribe({}, frames.handlers);
  await frames.until(() => frames.frames.some(({ type }) => type === 'ready'));
  await readAll(bea);
  await frames.until(() => frames.frames.some(({ type }) => type === 'chat.read'));
  expect(await counted(bea)).toEqual([]);
  const before = tail.position;
  const second = await post(server, ana, id, 'Two');
  await post(server, bea, id, 'Mine');
  const third = await post(server, ana, id, 'Three');
  expect(await counted(bea)).toEqual([{ meeting_id: id, count: 2 }]);
  expect(await opened(bea)).toEqual({ first_id: second.id, count: 2 });
  await deleteMessage(server.services, callerOf(ana), by(ana), {
    messageId: second.id,
    meetingId: id,
  });
  expect(await opened(bea)).toEqual({ first_id: third.id, count: 1 });
  // Further than the log goes is no further than it goes; and back goes nobody.
  await readAll(bea, Number.MAX_SAFE_INTEGER);
  await readAll(bea, before);
  expect(await counted(bea)).toEqual([]);
  await post(server, ana, id, 'Four');
  expect(await counted(bea)).toEqual([{ meeting_id: id, count: 1 }]);
  expect(await readAll(zoe)).toMatchObject({ ok: false });
});

test('words are found by their beginnings, in this chat and as they are now', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl });
  const { database: read } = server.platform;
  const ana = await signInSomebody(server);
  const { id } = await schedule(server, ana);
  const { id: elsewhere } = await schedule(server, ana);
  const find = async (question: string, more = {}) => {
    const page = { limit: 50, cursor: null, ...more };
    const { results, next_cursor } = await chatSearch(read, id, { question, ...page });
    return { texts: results.map(({ text }) => text), next_cursor };
  };
  await post(server, ana, id, 'The willows stand by the gauge');
  await post(server, ana, elsewhere, 'Other willows');
  const gone = await post(server, ana, id, 'Willows, taken back');
  await post(server, ana, id, 'A second willow');
  await deleteMessage(server.services, callerOf(ana), by(ana), {
    messageId: gone.id,
    meetingId: id,
  });
  const both = ['A second willow', 'The willows stand by the gauge'];
  expect((await find('WILL')).texts).toEqual(both);
  expect((await find('will gau')).texts).toEqual(both.slice(1));
  expect((await find('&!():*')).texts).toEqual([]);
  const first = await find('willow', { limit: 1 });
  expect(first.texts).toEqual(both.slice(0, 1));
  expect((await find('willow', { cursor: first.next_cursor })).texts).toEqual(both.slice(1));
});
