import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { sessionDecider } from './session.decider.ts';
import { SessionEnded, SessionStarted } from './session.events.ts';

const ana = '018f4a3e-7c1d-7000-8000-000000000001';
const it = '018f4a3e-7c1d-7000-8000-000000000003';

describe('a session', () => {
  const started = SessionStarted.of({
    sessionId: it,
    personId: ana,
    client: 'web',
    ip: '127.0.0.1',
    userAgent: '',
  });
  const ended = SessionEnded.of({ sessionId: it, personId: ana, reason: 'signed_out' });

  test('ends once, however often it is ended', () => {
    expect(
      given(sessionDecider, [started]).when({ type: 'EndSession', reason: 'signed_out' }),
    ).toEqual([ended]);
    expect(
      given(sessionDecider, [started, ended]).when({ type: 'EndSession', reason: 'revoked' }),
    ).toEqual([]);
  });
});
