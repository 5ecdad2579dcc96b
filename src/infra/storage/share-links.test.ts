import { expect, test } from 'vitest';
import { ShareLinks } from './share-links.ts';

const links = new ShareLinks(new Uint8Array(32).fill(7));
const shareId = '01a203be-fab4-7223-9790-ed595743c156';
const noon = Date.UTC(2026, 10, 22, 12);

test('a token leads to its share, one that was changed or made elsewhere to none', () => {
  const token = links.tokenOf(shareId);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(links.shareIdOf(token)).toBe(shareId);
  expect(new ShareLinks(new Uint8Array(32)).shareIdOf(token)).toBeNull();
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'B' : 'A';
    expect(links.shareIdOf(token.slice(0, at) + other + token.slice(at + 1)), `${at}`).toBeNull();
  }
  for (const odd of ['', 'x', `${token}A`, `${token}=`, ` ${token}`, 'é'.repeat(43)]) {
    expect(links.shareIdOf(odd), odd).toBeNull();
  }
});

test('a grant is for its share, and for ten minutes', () => {
  const grant = links.grant(shareId, noon);
  expect(links.isGranted(grant, noon + 599_000)).toBe(true);
  expect(links.isGranted(grant, noon + 600_000)).toBe(false);
  expect(links.isGranted({ ...grant, expires: grant.expires + 1 }, noon)).toBe(false);
  expect(links.isGranted({ ...grant, shareId: shareId.replace('01', '02') }, noon)).toBe(false);
  expect(links.isGranted({ ...grant, signature: '' }, noon)).toBe(false);
});
