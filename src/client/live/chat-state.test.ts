import { describe, expect, test } from 'vitest';
import {
  type ChatAction,
  type ChatPage,
  noChat,
  reduceChat,
  type StoredMessage,
} from './chat-state.ts';
import { viewChat } from './chat-view.ts';

const ana = { id: 'ana', name: 'Ana', avatar_url: null };
const bob = { id: 'bob', name: 'Bob', avatar_url: null };

function message(id: string, text: string, more: Partial<StoredMessage> = {}): StoredMessage {
  return {
    id,
    meeting_id: 'm',
    user: bob,
    text,
    client_id: null,
    kind: 'message',
    created_at: '2026-05-04T08:00:00Z',
    edited_at: null,
    deleted_at: null,
    ...more,
  };
}

function page(position: number, messages: StoredMessage[], nextCursor: string | null = null) {
  const participants = [ana, bob];
  return { messages, extras: [], nextCursor, participants, position } satisfies ChatPage;
}

function frame(position: number, type: string, data: unknown, nowMs = 0): ChatAction {
  return { type: 'frame', position, nowMs, frame: { type, data } };
}

const hi = { text: 'hi', replyToId: null, fileIds: [] };
const send = { type: 'send', clientId: 'c1', message: hi, at: '2026-05-04T08:01:00Z' } as const;
const after = (...actions: ChatAction[]) => actions.reduce(reduceChat, noChat);
const shown = (...actions: ChatAction[]) =>
  viewChat(after(...actions), 'm', ana).messages.map(({ text, state }) => `${text} ${state}`);

describe('chat', () => {
  test('an own message is sent when its own frame has come, and only then', () => {
    const start: ChatAction[] = [{ type: 'snapshot', page: page(10, [message('1', 'a')]) }, send];
    expect(shown(...start)).toEqual(['a sent', 'hi sending']);
    start.push({ type: 'answered', clientId: 'c1', storedAt: '2026-05-04T08:01:01Z' });
    expect(shown(...start)).toEqual(['a sent', 'hi sending']);
    start.push(frame(11, 'message', message('2', 'hi', { user: ana, client_id: 'c1' })));
    expect(shown(...start)).toEqual(['a sent', 'hi sent']);
  });

  test('a refused one can be sent again', () => {
    const refused: ChatAction[] = [send, { type: 'failed', clientId: 'c1' }];
    expect(shown(...refused)).toEqual(['hi failed']);
    expect(shown(...refused, { type: 'retry', clientId: 'c1' })).toEqual(['hi sending']);
  });

  test('a frame that came already changes nothing', () => {
    const twice = frame(11, 'message', message('2', 'b'));
    expect(shown({ type: 'snapshot', page: page(10, []) }, twice, twice)).toEqual(['b sent']);
    const old = frame(9, 'message.edited', message('2', 'older'));
    expect(shown({ type: 'snapshot', page: page(10, []) }, twice, old)).toEqual(['b sent']);
  });

  test('an edit reaches a page that was read before it', () => {
    const edited = message('0', 'better', { edited_at: '2026-05-04T08:02:00Z' });
    const start: ChatAction[] = [
      { type: 'snapshot', page: page(10, [message('1', 'a')], 'cursor') },
      frame(11, 'message.edited', edited),
    ];
    const earlier: ChatAction = { type: 'earlier', page: page(10, [message('0', 'worse')]) };
    expect(shown(...start, earlier)).toEqual(['better sent', 'a sent']);
  });

  test('typing ends with the message, or after a while', () => {
    const typing = frame(10, 'typing', { user: bob }, 1_000);
    const who = (...actions: ChatAction[]) => viewChat(after(...actions), 'm', ana).typing;
    expect(who(typing)).toEqual([bob]);
    expect(who(typing, frame(11, 'message', message('2', 'b')))).toEqual([]);
    expect(who(typing, { type: 'time-passed', nowMs: 6_999 })).toEqual([bob]);
    expect(who(typing, { type: 'time-passed', nowMs: 7_001 })).toEqual([]);
    expect(who(frame(10, 'typing', { user: ana }))).toEqual([]);
  });

  test('a fresh snapshot keeps what nobody has answered for, and only that', () => {
    const other: ChatAction = {
      ...send,
      clientId: 'c2',
      message: { ...hi, text: 'second' },
    };
    const start: ChatAction[] = [
      { type: 'snapshot', page: page(10, []) },
      send,
      other,
      { type: 'answered', clientId: 'c2', storedAt: '2026-05-04T08:01:01Z' },
      { type: 'snapshot', page: page(90, [message('8', 'x')]) },
    ];
    expect(shown(...start)).toEqual(['x sent', 'hi sending']);
    const stored = message('9', 'hi', { user: ana, client_id: 'c1' });
    const once: ChatAction = { type: 'snapshot', page: page(91, [stored]) };
    expect(shown(...start, once)).toEqual(['hi sent']);
  });

  test('what was kept over a reload is shown once, before what is written now', () => {
    const letter = { sentAt: '2026-05-04T07:59:00Z', answered: false };
    const kept = { ...hi, ...letter, clientId: 'c0', text: 'kept' };
    const stored = message('2', 'there', { user: ana, client_id: 'c9' });
    const restored: ChatAction = {
      type: 'restored',
      outgoing: [
        { ...kept, state: 'sending' },
        { ...kept, clientId: 'c1', text: 'hi', state: 'sending' },
        { ...kept, clientId: 'c9', text: 'there', state: 'failed' },
      ],
    };
    const start: ChatAction[] = [{ type: 'snapshot', page: page(10, [stored]) }, send, restored];
    expect(shown(...start)).toEqual(['there sent', 'kept sending', 'hi sending']);
    const before: ChatAction[] = [restored, { type: 'snapshot', page: page(10, [stored]) }];
    expect(shown(...before)).toEqual(['there sent', 'kept sending', 'hi sending']);
  });

  test('one that turns out to be stored above the page waits for no frame', () => {
    const first = message('5', 'a', { created_at: '2026-05-04T08:00:00Z' });
    const answer: ChatAction = {
      type: 'answered',
      clientId: 'c1',
      storedAt: '2026-05-04T07:00:00Z',
    };
    const start: ChatAction[] = [{ type: 'snapshot', page: page(10, [first], 'cursor') }, send];
    expect(shown(...start, answer)).toEqual(['a sent']);
  });

  test('a refused one can be given up', () => {
    const start: ChatAction[] = [send, { type: 'failed', clientId: 'c1' }];
    expect(shown(...start, { type: 'discard', clientId: 'c1' })).toEqual([]);
  });

  test('somebody who types or comes in changes nothing of the messages', () => {
    const state = after({ type: 'snapshot', page: page(10, [message('1', 'a')]) }, send);
    const before = viewChat(state, 'm', ana).messages;
    const typing = reduceChat(state, frame(10, 'typing', { user: bob }));
    expect(viewChat(typing, 'm', ana).messages).toBe(before);
    const alone = reduceChat(typing, frame(10, 'presence', { participants: [ana] }));
    expect(viewChat(alone, 'm', ana).messages).toBe(before);
    const more = reduceChat(alone, frame(11, 'message', message('2', 'b')));
    expect(viewChat(more, 'm', ana).messages[0]).toBe(before[0]);
  });

  test('what stands beside a message is told beside it, and goes with it', () => {
    const extras = [
      { id: '1', reply_to_id: null, file_ids: [], reactions: [{ emoji: '👍', user_ids: ['bob'] }] },
    ];
    const start: ChatAction = {
      type: 'snapshot',
      page: { ...page(10, [message('1', 'a')]), extras },
    };
    const reaction = { id: '1', emoji: '👍', user_id: 'ana' };
    const beside = (...actions: ChatAction[]) => {
      const [first] = viewChat(after(start, ...actions), 'm', ana).messages;
      return { reactions: first?.reactions, reply: first?.reply_to_id, files: first?.file_ids };
    };
    const plain = { reply: null, files: [] };
    const both = [{ emoji: '👍', user_ids: ['bob', 'ana'] }];
    const added = frame(11, 'message.reaction.added', reaction);
    expect(beside(added)).toEqual({ ...plain, reactions: both });
    // Shown before its frame comes, it is there once.
    const early = { type: 'extras', frame: { type: 'message.reaction.added', data: reaction } };
    expect(beside(early as ChatAction, added)).toEqual({ ...plain, reactions: both });
    const removed = frame(12, 'message.reaction.removed', { ...reaction, user_id: 'bob' });
    const own = frame(13, 'message.reaction.removed', reaction);
    expect(beside(added, removed, own)).toEqual({ ...plain, reactions: [] });
    const linked = frame(11, 'message.linked', { id: '1', reply_to_id: '0', file_ids: ['f'] });
    expect(beside(linked)).toMatchObject({ reply: '0', files: ['f'] });
    const gone = message('1', '', { deleted_at: '2026-05-04T09:00:00Z' });
    expect(beside(linked, frame(12, 'message.deleted', gone))).toEqual({ ...plain, reactions: [] });
  });

  test('a page that was read before a reaction came is shown with it', () => {
    const start: ChatAction = { type: 'snapshot', page: page(10, [message('2', 'b')], 'cursor') };
    const reaction = (position: number, user_id: string) =>
      frame(position, 'message.reaction.added', { id: '1', emoji: '👍', user_id });
    const known = [
      { id: '1', reply_to_id: null, file_ids: [], reactions: [{ emoji: '👍', user_ids: ['bob'] }] },
    ];
    const earlier: ChatAction = {
      type: 'earlier',
      page: { ...page(12, [message('1', 'a')]), extras: known },
    };
    const state = after(start, reaction(11, 'bob'), reaction(14, 'ana'), earlier);
    expect(viewChat(state, 'm', ana).messages[0]?.reactions).toEqual([
      { emoji: '👍', user_ids: ['bob', 'ana'] },
    ]);
  });

  test('an own answer with files stands as such from the first moment', () => {
    const links = { replyToId: '1', fileIds: ['f'] };
    const answer: ChatAction = { ...send, message: { ...hi, ...links } };
    const start: ChatAction = { type: 'snapshot', page: page(10, [message('1', 'a')]) };
    const stored = frame(11, 'message', message('2', 'hi', { user: ana, client_id: 'c1' }));
    for (const actions of [[answer], [answer, stored]]) {
      const last = viewChat(after(start, ...actions), 'm', ana).messages.at(-1);
      expect(last).toMatchObject({ text: 'hi', reply_to_id: '1', file_ids: ['f'] });
    }
  });

  test('presence is what the last frame said', () => {
    const start: ChatAction[] = [{ type: 'snapshot', page: page(10, []) }];
    const gone = after(...start, frame(10, 'presence', { participants: [ana] }));
    expect(gone.participants).toEqual([ana]);
  });
});
