import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { shareDecider } from './share.decider.ts';
import { FileShared, SharedFileDownloaded, ShareRevoked } from './share.events.ts';

describe('a link to a file', () => {
  const link = {
    shareId: '018f4a3e-7c1d-7000-8000-000000000011',
    fileId: '018f4a3e-7c1d-7000-8000-000000000002',
    sharedBy: '018f4a3e-7c1d-7000-8000-000000000001',
    projectId: null,
    meetingId: null,
  };
  const bound = { expiresAt: null, maxDownloads: 2, hasPassword: false };
  const shared = FileShared.of({ ...link, ...bound });
  const revoked = ShareRevoked.of(link);

  test('is made once', () => {
    const share = { type: 'ShareFile', ...link, ...bound } as const;
    expect(given(shareDecider, []).when(share)).toEqual([shared]);
    expect(given(shareDecider, [shared]).when(share)).toBe('conflict');
  });

  test('is revoked once, whatever was downloaded', () => {
    const revoke = { type: 'RevokeShare' } as const;
    const past = [shared, SharedFileDownloaded.of(link)];
    expect(given(shareDecider, past).when(revoke)).toEqual([revoked]);
    expect(given(shareDecider, [...past, revoked]).when(revoke)).toEqual([]);
    expect(given(shareDecider, []).when(revoke)).toBe('request.not_found');
  });
});
