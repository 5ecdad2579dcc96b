import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { messageDecider } from './message.decider.ts';
import { MessageDeleted, MessageEdited, MessagePosted } from './message.events.ts';

const idOf = (number: number) => `018f4a3e-7c1d-7000-8000-00000000000${number}`;
const [ana, bea, leo] = [idOf(1), idOf(2), idOf(3)];
const message = { messageId: idOf(9), meetingId: idOf(8), authorId: ana };
const posted = MessagePosted.of({ ...message, text: 'Hello', clientId: 'a1' });

describe('a message', () => {
  test('that is sent again is the one that is there', () => {
    const post = { type: 'PostMessage', ...posted.data } as const;
    expect(given(messageDecider, []).when(post)).toEqual([posted]);
    expect(given(messageDecider, [posted]).when({ ...post, text: 'Hello again' })).toEqual([]);
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
