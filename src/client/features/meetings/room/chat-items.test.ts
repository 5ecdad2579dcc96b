import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { chatItems } from './chat-items.ts';
import { whoMoved } from './who-moved.ts';

const ada = { id: 'ada', name: 'Ada', avatar_url: null };
const bob = { id: 'bob', name: 'Bob', avatar_url: null };

let count = 0;
function message(user: typeof ada, at: string, more: Partial<ChatMessage> = {}): ChatMessage {
  count += 1;
  return {
    id: `m${count}`,
    meeting_id: 'one',
    user,
    text: 'Hello',
    client_id: null,
    kind: 'message',
    created_at: new Date(`2026-05-04T${at}`).toISOString(),
    edited_at: null,
    deleted_at: null,
    reply_to_id: null,
    file_ids: [],
    reactions: [],
    state: 'sent',
    ...more,
  };
}
const moved = (user: typeof ada, at: string, system: 'joined' | 'left') =>
  message(user, at, { kind: 'system', system });

const plain = { hasEarlier: false, pageStarts: new Set<string>(), firstUnseen: null };
const shape = (messages: ChatMessage[], options = {}) =>
  chatItems(messages, { ...plain, ...options }).map((item) => {
    if (item.kind === 'message') return item.first ? `${item.message.user?.id}:` : '…';
    return item.kind === 'system' ? `system ${item.entries.length}` : item.kind;
  });

describe('the rows of a chat', () => {
  test('who speaks is said once, and again after a pause or another voice', () => {
    const messages = [
      message(ada, '09:00'),
      message(ada, '09:01'),
      message(ada, '09:09'),
      message(bob, '09:10'),
      message(ada, '09:10'),
    ];
    expect(shape(messages)).toEqual(['day', 'ada:', '…', 'ada:', 'bob:', 'ada:']);
  });

  test('each day has its head, but not where the day may have begun earlier', () => {
    const messages = [message(ada, '23:59'), message(ada, '23:59')];
    const next = message(ada, '00:01');
    next.created_at = new Date('2026-05-05T00:01').toISOString();
    expect(shape([...messages, next])).toEqual(['day', 'ada:', '…', 'day', 'ada:']);
    expect(shape([...messages, next], { hasEarlier: true })).toEqual(['ada:', '…', 'day', 'ada:']);
  });

  test('joins and leaves are one row until somebody speaks', () => {
    const messages = [
      moved(ada, '09:00', 'joined'),
      moved(bob, '09:01', 'joined'),
      message(ada, '09:02'),
      moved(bob, '09:03', 'left'),
    ];
    expect(shape(messages)).toEqual(['day', 'system 2', 'ada:', 'system 1']);
  });

  test('the first unseen message starts anew under its mark', () => {
    const messages = [message(ada, '09:00'), message(ada, '09:01')];
    expect(shape(messages, { firstUnseen: messages[1]?.id })).toEqual([
      'day',
      'ada:',
      'unread',
      'ada:',
    ]);
  });

  test('what was on top keeps its shape when an older page comes above it', () => {
    const older = [message(ada, '09:00'), message(ada, '09:01')];
    const page = [message(ada, '09:02'), message(ada, '09:03')];
    const pageStarts = new Set([page[0]?.id ?? '']);
    const before = chatItems(page, { ...plain, hasEarlier: true, pageStarts });
    const after = chatItems([...older, ...page], { ...plain, pageStarts });
    expect(after.slice(-before.length)).toEqual(before);
  });

  test('a stored message keeps the key it had while it was sent', () => {
    const sending = message(ada, '09:00', { id: 'local', client_id: 'c1', state: 'sending' });
    const stored = { ...sending, id: 'm-stored', state: 'sent' as const };
    const keyOf = (one: ChatMessage) => chatItems([one], plain).at(-1)?.key;
    expect(keyOf(stored)).toBe(keyOf(sending));
  });
});

test('a run of joins and leaves tells where each person stands after it', () => {
  const run = [
    moved(ada, '09:00', 'joined'),
    moved(ada, '09:01', 'left'),
    moved(bob, '09:01', 'left'),
    moved(bob, '09:02', 'joined'),
    moved({ ...bob, id: 'cy', name: 'Cy' }, '09:03', 'left'),
  ];
  expect(whoMoved(run)).toEqual({ joined: ['Bob'], left: ['Cy'], passed: ['Ada'] });
});
