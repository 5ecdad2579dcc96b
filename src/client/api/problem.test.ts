import { TRPCClientError } from '@trpc/client';
import { describe, expect, test } from 'vitest';
import { isSessionEnded, problemKind, refusalText } from './problem.ts';

function failed(httpStatus: number, path = 'files.list', message = 'Why.') {
  return TRPCClientError.from({
    error: { code: -32000, message, data: { code: 'X', httpStatus, path } },
  });
}

describe('failures', () => {
  test.each([
    [TRPCClientError.from(new TypeError('Failed to fetch')), 'network'],
    [new TypeError('undefined is not a function'), 'server'],
    [failed(401), 'signed-out'],
    [failed(403), 'forbidden'],
    [failed(404), 'not-found'],
    [failed(409), 'refused'],
    [failed(500), 'server'],
  ])('%s is %s', (error, kind) => {
    expect(problemKind(error)).toBe(kind);
  });

  test('the server’s words are shown where it explains, never for a fault', () => {
    expect(refusalText(failed(409))).toBe('Why.');
    expect(refusalText(failed(500))).toBeNull();
  });

  test('a refused sign-in ends no session', () => {
    expect(isSessionEnded(failed(401))).toBe(true);
    expect(isSessionEnded(failed(401, 'auth.signIn'))).toBe(false);
    expect(isSessionEnded(failed(403))).toBe(false);
  });
});
