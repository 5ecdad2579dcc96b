import { afterEach, expect, test, vi } from 'vitest';
import { createBackoff } from './backoff.ts';
import { viewChat } from './chat-state.ts';
import type { SubscriptionHandlers } from './live-connection.ts';
import { type MeetingPort, startMeetingChat } from './meeting-chat.ts';

const ana = { id: 'ana', name: 'Ana', avatar_url: null };
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.restoreAllMocks();
});

/** A room whose server answers as `answers` say, one after the other. */
async function enter(answers: ('stored' | 'refused' | Error)[]) {
  const posted: string[] = [];
  const typed: number[] = [];
  let nowMs = 0;
  const subscribed: SubscriptionHandlers[] = [];
  const port: MeetingPort = {
    loadSnapshot: async () => ({ messages: [], nextCursor: 'c', participants: [], position: 5 }),
    loadEarlier: async () => ({ messages: [], nextCursor: null, participants: [], position: 5 }),
    post: async ({ clientId }) => {
      posted.push(clientId);
      const answer = answers.shift() ?? 'stored';
      if (answer instanceof Error) throw answer;
      return answer;
    },
    typing: async () => {
      typed.push(nowMs);
    },
    subscribe: (_, handlers) => {
      subscribed.push(handlers);
      return { unsubscribe: () => undefined };
    },
    isOnline: () => true,
    now: () => new Date(nowMs),
  };
  const chat = startMeetingChat(port, createBackoff({ baseMs: 1, floorMs: 1 }));
  stops.push(chat.stop);
  await vi.waitFor(() => expect(subscribed).toHaveLength(1));
  const handlers = subscribed[0] as SubscriptionHandlers;
  const states = () => viewChat(chat.state(), 'm', ana).messages.map(({ state }) => state);
  const passMs = (ms: number) => {
    nowMs += ms;
  };
  return { chat, handlers, posted, states, typed, passMs };
}

test('what got no answer while the line was down is sent again, as the same message', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { chat, handlers, posted, states } = await enter([new Error('no network')]);
  chat.send('hello');
  await vi.waitFor(() => expect(posted).toHaveLength(1));
  expect(states()).toEqual(['sending']);
  handlers.onFrame('5', 'live', {});
  await vi.waitFor(() => expect(posted).toHaveLength(2));
  expect(posted[1]).toBe(posted[0]);
  const own = { id: '1', user: ana, text: 'hello', client_id: posted[0] };
  handlers.onFrame('6', 'message', own);
  expect(states()).toEqual(['sent']);
});

test('what was answered is not sent again', async () => {
  const { chat, handlers, posted, states } = await enter(['stored']);
  chat.send('hello');
  await vi.waitFor(() => expect(chat.state().outgoing[0]?.answered).toBe(true));
  handlers.onFrame('5', 'live', {});
  expect(posted).toHaveLength(1);
  expect(states()).toEqual(['sending']);
});

test('a refused one has failed until it is sent again', async () => {
  const { chat, posted, states } = await enter(['refused', 'stored']);
  chat.send('hello');
  await vi.waitFor(() => expect(states()).toEqual(['failed']));
  chat.retry(posted[0] ?? '');
  expect(states()).toEqual(['sending']);
  await vi.waitFor(() => expect(posted).toEqual([posted[0], posted[0]]));
});

test('nothing but spaces is no message', async () => {
  const { chat, states } = await enter([]);
  chat.send('  \n ');
  expect(states()).toEqual([]);
});

test('typing is told once every few seconds, and again right after a message', async () => {
  const { chat, handlers, typed, passMs } = await enter([]);
  handlers.onFrame('5', 'live', {});
  chat.setTyping();
  passMs(2_000);
  chat.setTyping();
  expect(typed).toEqual([0]);
  passMs(1_500);
  chat.setTyping();
  expect(typed).toEqual([0, 3_500]);
  chat.send('there');
  chat.setTyping();
  expect(typed).toEqual([0, 3_500, 3_500]);
});
