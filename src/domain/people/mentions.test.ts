import { describe, expect, test } from 'vitest';
import { mentionedIn, withoutMentionIds } from './mentions.ts';

const ana = { id: '018f4a3e-7c1d-7000-8000-000000000001', name: 'Ana Silva' };
const leo = { id: '018f4a3e-7c1d-7000-8000-000000000002', name: 'Léo' };
const tom = { id: '018f4a3e-7c1d-7000-8000-000000000003', name: 'Tom Berg' };
const tomas = { id: '018f4a3e-7c1d-7000-8000-000000000004', name: 'Tom Anders' };
const people = [ana, leo, tom, tomas];

describe('who is mentioned', () => {
  test.each([
    ['@Ana Silva, look', [ana.id]],
    ['thanks @ana!', [ana.id]],
    ['(@LÉO) and @ana silva.', [ana.id, leo.id]],
    ['@Le\u0301o', [leo.id]],
    ['@Tom', []],
    ['@Tom Berg’s list', [tom.id]],
    ['ana@silva.org, leo', []],
    ['write to x@léo', []],
    ['@Anabel', []],
    ['@@Léo', [leo.id]],
    ['', []],
  ])('%s', (text, ids) => {
    expect(mentionedIn(text, people).toSorted()).toEqual(ids.toSorted());
  });

  test('a chosen one is meant by id, whatever they are called, if they are there', () => {
    const text = `@[A. Silva](${ana.id}) and @[Léo](${crypto.randomUUID()})`;
    expect(mentionedIn(text, people)).toEqual([ana.id]);
    expect(withoutMentionIds(text)).toBe('@A. Silva and @Léo');
  });

  test('each is named once, and of one full name all are', () => {
    const other = { id: '018f4a3e-7c1d-7000-8000-000000000009', name: 'léo' };
    expect(mentionedIn('@Léo @léo', [...people, other])).toEqual([leo.id, other.id]);
  });

  test('what somebody wrote to make it slow does not', () => {
    const startedAt = performance.now();
    mentionedIn('@'.repeat(20_000), people);
    mentionedIn('@['.repeat(10_000), people);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
