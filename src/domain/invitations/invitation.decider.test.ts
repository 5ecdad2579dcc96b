import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { invitationDecider } from './invitation.decider.ts';
import {
  InvitationAccepted,
  InvitationIssued,
  InvitationMailRefused,
} from './invitation.events.ts';

const ana = '018f4a3e-7c1d-7000-8000-000000000001';
const bea = '018f4a3e-7c1d-7000-8000-000000000002';
const it = '018f4a3e-7c1d-7000-8000-000000000003';

describe('an invitation', () => {
  const issued = InvitationIssued.of({
    invitationId: it,
    email: 'bea@example.org',
    role: 'member',
    projectId: null,
    projectRole: null,
    invitedBy: ana,
    expiresAt: '2026-01-08T00:00:00.000Z',
  });
  const accept = { type: 'AcceptInvitation', personId: bea } as const;
  const inTime = '2026-01-07T23:59:59.999Z';

  test('is taken by the address it is for, in time', () => {
    expect(
      given(invitationDecider, [issued]).when({ ...accept, email: 'bea@example.org', now: inTime }),
    ).toEqual([InvitationAccepted.of({ invitationId: it, personId: bea, invitedBy: ana })]);
  });

  test('says once that its mail is refused, and can still be taken by its link', () => {
    const email = 'bea@example.org';
    const said = { invitationId: it, email, projectId: null, invitedBy: ana };
    const refused = InvitationMailRefused.of(said);
    expect(given(invitationDecider, [issued]).when({ type: 'RefuseMail' })).toEqual([refused]);
    const later = given(invitationDecider, [issued, refused]);
    expect(later.when({ type: 'RefuseMail' })).toEqual([]);
    expect(later.when({ ...accept, email, now: inTime })).toHaveLength(1);
  });

  test('has no mail to be refused where it is for nobody in particular', () => {
    const open = InvitationIssued.of({ ...issued.data, email: null });
    expect(given(invitationDecider, [open]).when({ type: 'RefuseMail' })).toEqual([]);
  });

  test.each([
    { why: 'another address', past: [issued], email: 'cleo@example.org', now: inTime },
    { why: 'too late', past: [issued], email: 'bea@example.org', now: '2026-01-08T00:00:00.000Z' },
    {
      why: 'used up',
      past: [issued, InvitationAccepted.of({ invitationId: it, personId: ana, invitedBy: ana })],
      email: 'bea@example.org',
      now: inTime,
    },
    { why: 'never issued', past: [], email: 'bea@example.org', now: inTime },
  ])('is refused: $why', ({ past, email, now }) => {
    expect(given(invitationDecider, past).when({ ...accept, email, now })).toBe(
      'auth.invitation_invalid',
    );
  });
});
