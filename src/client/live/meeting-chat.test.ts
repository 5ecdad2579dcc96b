import { afterEach, expect, test, vi } from 'vitest';
import { createBackoff } from './backoff.ts';
import type { Outgoing } from './chat-state.ts';
import { viewChat } from './chat-view.ts';
import type { SubscriptionHandlers } from './live-connection.ts';
import { type MeetingPort, startMeetingChat } from './meeting-chat.ts';
import { eventually } from '#tests/support/eventually.ts';

const ana = { id: 'ana', name: 'Ana', avatar_url: null };
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A room whose server answers as `answers` say, one after the other. */
async function enter(answers: ('stored' | 'refused' | Error)[], kept: Outgoing[] = []) {
  const onDevice = new Map(kept.map((own) => [own.clientId, own]));
  const posted: string[] = [];
  const asking = { now: 0, most: 0 };
  const typed: number[] = [];
  let nowMs = 0;
  const subscribed: SubscriptionHandlers[] = [];
  const nothing = { messages: [], extras: [], nextCursor: null, participants: [], position: 5 };
  const port: MeetingPort = {
    loadSnapshot: async () => ({ ...nothing, nextCursor: 'c' }),
    loadEarlier: async () => nothing,
    post: async ({ clientId }) => {
      posted.push(clientId);
      asking.now += 1;
      asking.most = Math.max(asking.most, asking.now);
      await Promise.resolve();
      asking.now -= 1;
      const answer = answers.shift() ?? 'stored';
      if (answer instanceof Error) throw answer;
      return answer === 'stored' ? { storedAt: '2026-05-04T08:00:00Z' } : answer;
    },
    react: async () => undefined,
    typing: async () => {
      typed.push(nowMs);
    },
    subscribe: (_, handlers) => {
      subscribed.push(handlers);
      return { unsubscribe: () => undefined };
    },
    isFinal: () => false,
    isOnline: () => true,
    now: () => new Date(nowMs),
  };
  const outbox = {
    read: async () => [...onDevice.values()],
    keep: async (own: Outgoing) => void onDevice.set(own.clientId, own),
    forget: async (clientId: string) => void onDevice.delete(clientId),
  };
  const backoff = createBackoff({ baseMs: 1, floorMs: 1 });
  const chat = startMeetingChat({ port, backoff, outbox });
  stops.push(chat.stop);
  await eventually(() => expect(subscribed).toHaveLength(1));
  const handlers = subscribed[0] as SubscriptionHandlers;
  const states = () => viewChat(chat.state(), 'm', ana).messages.map(({ state }) => state);
  const passMs = (ms: number) => {
    nowMs += ms;
  };
  return { chat, handlers, posted, asking, states, typed, passMs, onDevice };
}

test('what got no answer while the line was down is sent again, as the same message', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { chat, handlers, posted, states } = await enter([new Error('no network')]);
  chat.send('hello');
  await eventually(() => expect(posted).toHaveLength(1));
  expect(states()).toEqual(['sending']);
  handlers.onFrame('5', 'live', {});
  await eventually(() => expect(posted).toHaveLength(2));
  expect(posted[1]).toBe(posted[0]);
  const own = { id: '1', user: ana, text: 'hello', client_id: posted[0] };
  handlers.onFrame('6', 'message', own);
  expect(states()).toEqual(['sent']);
});

test('what is written in one go is sent in its order', async () => {
  const { chat, posted, asking } = await enter(['stored', 'stored', 'stored']);
  for (const text of ['one', 'two', 'three']) chat.send(text);
  await eventually(() => expect(posted).toHaveLength(3));
  expect(posted).toEqual(chat.state().outgoing.map(({ clientId }) => clientId));
  expect(asking.most).toBe(1);
});

test('what was answered is not sent again', async () => {
  const { chat, handlers, posted, states } = await enter(['stored']);
  chat.send('hello');
  await eventually(() => expect(chat.state().outgoing[0]?.answered).toBe(true));
  handlers.onFrame('5', 'live', {});
  expect(posted).toHaveLength(1);
  expect(states()).toEqual(['sending']);
});

test('a refused one has failed until it is sent again', async () => {
  const { chat, posted, states } = await enter(['refused', 'stored']);
  chat.send('hello');
  await eventually(() => expect(states()).toEqual(['failed']));
  chat.retry(posted[0] ?? '');
  expect(states()).toEqual(['sending']);
  await eventually(() => expect(posted).toEqual([posted[0], posted[0]]));
});

test('what the server has not said it has stays on the device, and nothing else', async () => {
  const { chat, posted, onDevice } = await enter(['refused', 'stored']);
  chat.send('hello');
  expect([...onDevice.values()]).toMatchObject([{ text: 'hello', state: 'sending' }]);
  await eventually(() => expect([...onDevice.values()]).toMatchObject([{ state: 'failed' }]));
  chat.retry(posted[0] ?? '');
  await eventually(() => expect(onDevice.size).toBe(0));
});

test('what the device kept is sent as the same message, unless it was refused', async () => {
  const unlinked = { replyToId: null, fileIds: [] };
  const kept = { ...unlinked, text: 'kept', sentAt: '2026-05-04T08:00:00Z', answered: false };
  const { handlers, posted, states, onDevice } = await enter(
    [],
    [
      { ...kept, clientId: 'k1', state: 'sending' },
      { ...kept, clientId: 'k2', state: 'failed' },
    ],
  );
  await eventually(() => expect(states()).toEqual(['sending', 'failed']));
  handlers.onFrame('5', 'live', {});
  await eventually(() => expect([...onDevice.keys()]).toEqual(['k2']));
  expect(posted).toEqual(['k1']);
});

test('nothing but spaces is no message', async () => {
  const { chat, states } = await enter([]);
  chat.send('  \n ');
  expect(states()).toEqual([]);
});

test('typing is told once every few seconds', async () => {
  const { chat, handlers, typed, passMs } = await enter([]);
  handlers.onFrame('5', 'live', {});
  chat.setTyping();
  passMs(2_000);
  chat.setTyping();
  expect(typed).toEqual([0]);
  passMs(1_500);
  chat.setTyping();
  expect(typed).toEqual([0, 3_500]);
});

test('typing after a message is told as soon as the server hears it', async () => {
  const { chat, handlers, typed, passMs } = await enter([]);
  handlers.onFrame('5', 'live', {});
  vi.useFakeTimers();
  const pass = (ms: number) => {
    passMs(ms);
    vi.advanceTimersByTime(ms);
  };
  chat.setTyping();
  pass(500);
  chat.send('quick');
  chat.setTyping();
  pass(1_400);
  expect(typed).toEqual([0]);
  pass(100);
  expect(typed).toEqual([0, 2_000]);
  // Later than that it is heard at once; and what was sent meanwhile says that nobody types.
  pass(2_500);
  chat.send('slow');
  chat.setTyping();
  expect(typed).toEqual([0, 2_000, 4_500]);
  chat.send('another');
  chat.setTyping();
  chat.send('and another');
  pass(10_000);
  expect(typed).toHaveLength(3);
});
