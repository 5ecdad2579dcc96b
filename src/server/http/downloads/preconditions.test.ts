import { describe, expect, test } from 'vitest';
import { judgePreconditions } from './preconditions.ts';

const etag = '"abc"';
const modifiedAt = new Date('2026-03-02T09:00:00.750Z');
const at = 'Mon, 02 Mar 2026 09:00:00 GMT';
const before = 'Mon, 02 Mar 2026 08:59:59 GMT';
const judge = (headers: Record<string, string>, known: Date | null = modifiedAt) =>
  judgePreconditions(headers, { etag, modifiedAt: known });

describe('what a request demands', () => {
  test.each([
    [{}, 'met'],
    [{ 'if-match': etag }, 'met'],
    [{ 'if-match': `"other", ${etag}` }, 'met'],
    [{ 'if-match': '*' }, 'met'],
    [{ 'if-match': '"other"' }, 'failed'],
    // A part is put to what one has: that has to be the same to the byte.
    [{ 'if-match': `W/${etag}` }, 'failed'],
    [{ 'if-unmodified-since': at }, 'met'],
    [{ 'if-unmodified-since': before }, 'failed'],
    [{ 'if-unmodified-since': 'yesterday' }, 'met'],
    [{ 'if-none-match': etag }, 'not modified'],
    [{ 'if-none-match': `"other", W/${etag}` }, 'not modified'],
    [{ 'if-none-match': '*' }, 'not modified'],
    [{ 'if-none-match': '"other"' }, 'met'],
    [{ 'if-modified-since': at }, 'not modified'],
    [{ 'if-modified-since': before }, 'met'],
    [{ 'if-modified-since': '2026-03-02T10:00:00Z' }, 'met'],
    // Where both are said, what is exact counts.
    [{ 'if-match': etag, 'if-unmodified-since': before }, 'met'],
    [{ 'if-match': '"other"', 'if-none-match': etag }, 'failed'],
    [{ 'if-none-match': '"other"', 'if-modified-since': at }, 'met'],
    [{ 'if-match': etag, 'if-none-match': etag }, 'not modified'],
  ])('%j is %s', (headers, judgement) => {
    expect(judge(headers)).toBe(judgement);
  });

  test('of a date says nothing where nobody knows since when the bytes are these', () => {
    expect(judge({ 'if-unmodified-since': before }, null)).toBe('met');
    expect(judge({ 'if-modified-since': at }, null)).toBe('met');
  });
});
