import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { messageDecider } from './message.decider.ts';
import {
  emoji,
  MessageDeleted,
  MessageEdited,
  MessageLinked,
  MessagePosted,
  ReactionAdded,
  ReactionRemoved,
} from './message.events.ts';

const idOf = (number: number) => `018f4a3e-7c1d-7000-8000-00000000000${number}`;
const [ana, bea, leo] = [idOf(1), idOf(2), idOf(3)];
const message = { messageId: idOf(9), meetingId: idOf(8), authorId: ana };
const posted = MessagePosted.of({ ...message, text: 'Hello', clientId: 'a1' });

describe('a message', () => {
  test('that is sent again is the one that is there', () => {
    const plain = { replyToId: null, fileIds: [] };
    const post = { type: 'PostMessage', ...posted.data, ...plain } as const;
    expect(given(messageDecider, []).when(post)).toEqual([posted]);
    expect(given(messageDecider, [posted]).when({ ...post, text: 'Hello again' })).toEqual([]);
  });

  test('may answer another one and bring files along', () => {
    const links = { replyToId: idOf(7), fileIds: [idOf(6)] };
    const post = { type: 'PostMessage', ...posted.data, ...links } as const;
    const linked = MessageLinked.of({ ...message, ...links });
    expect(given(messageDecider, []).when(post)).toEqual([posted, linked]);
    expect(given(messageDecider, [posted, linked]).when(post)).toEqual([]);
  });

  test('takes each emoji once from a person, and gives it back', () => {
    const add = (personId: string, what: string) =>
      ({ type: 'AddReaction', personId, emoji: what }) as const;
    const remove = { type: 'RemoveReaction', personId: bea, emoji: '👍' } as const;
    const { authorId: _, ...which } = message;
    const added = ReactionAdded.of({ ...which, personId: bea, emoji: '👍' });
    const removed = ReactionRemoved.of(added.data);
    const there = given(messageDecider, [posted]);
    expect(there.when(add(bea, '👍'))).toEqual([added]);
    expect(there.when(remove)).toEqual([]);
    const reacted = given(messageDecider, [posted, added]);
    expect(reacted.when(add(bea, '👍'))).toEqual([]);
    expect(reacted.when(add(leo, '👍'))).toHaveLength(1);
    expect(reacted.when(add(bea, '🎉'))).toHaveLength(1);
    expect(reacted.when(remove)).toEqual([removed]);
    expect(given(messageDecider, [posted, added, removed]).when(add(bea, '👍'))).toEqual([added]);
    const gone = given(messageDecider, [posted, added, MessageDeleted.of(message)]);
    expect(gone.when(add(leo, '👍'))).toBe('message.deleted');
  });

  test('takes twenty different emojis, and more people to each of them', () => {
    const { authorId: _, ...which } = message;
    const signs = Array.from({ length: 20 }, (_, index) => String.fromCodePoint(0x1f600 + index));
    const added = signs.map((sign) => ReactionAdded.of({ ...which, personId: bea, emoji: sign }));
    const full = given(messageDecider, [posted, ...added]);
    const add = { type: 'AddReaction', personId: leo } as const;
    expect(full.when({ ...add, emoji: '🎉' })).toBe('message.too_many_emojis');
    expect(full.when({ ...add, emoji: signs[0] ?? '' })).toHaveLength(1);
  });

  test('is edited by its author alone', () => {
    const there = given(messageDecider, [posted]);
    expect(there.when({ type: 'EditMessage', personId: ana, text: 'Hello, all' })).toEqual([
      MessageEdited.of({ ...message, text: 'Hello, all' }),
    ]);
    expect(there.when({ type: 'EditMessage', personId: ana, text: 'Hello' })).toEqual([]);
    expect(there.when({ type: 'EditMessage', personId: bea, text: 'Bye' })).toBe('auth.forbidden');
  });

  test('is deleted by its author or by who holds the meeting, once and for good', () => {
    const organizerId = bea;
    const there = given(messageDecider, [posted]);
    const deleted = MessageDeleted.of(message);
    for (const personId of [ana, bea]) {
      expect(there.when({ type: 'DeleteMessage', personId, organizerId })).toEqual([deleted]);
    }
    expect(there.when({ type: 'DeleteMessage', personId: leo, organizerId })).toBe(
      'auth.forbidden',
    );
    const gone = given(messageDecider, [posted, deleted]);
    expect(gone.when({ type: 'DeleteMessage', personId: ana, organizerId })).toEqual([]);
    expect(gone.when({ type: 'EditMessage', personId: ana, text: 'Back' })).toBe('message.deleted');
  });

  test('that is not there takes nothing', () => {
    expect(
      given(messageDecider, []).when({ type: 'EditMessage', personId: ana, text: 'Hello' }),
    ).toBe('request.not_found');
  });
});

test.each(['👍', '❤️', '👩‍👩‍👧‍👦', '🇫🇷', '👋🏽', '1️⃣'])('%s is an emoji', (sign) => {
  expect(emoji.safeParse(sign).success).toBe(true);
});

test.each(['', 'a', '👍👍', '1', ' 👍', '<b>', '👍 ok'])('%j is none', (sign) => {
  expect(emoji.safeParse(sign).success).toBe(false);
});
