import { expect, test } from 'vitest';
import { FileLinks, type SignedFileLink } from './file-links.ts';

const links = new FileLinks(new Uint8Array(32).fill(7));
const fileId = '01a203be-fab4-7223-9790-ed595743c156';
const readerId = '01a203be-fab4-7223-9790-ed595743c157';
const noon = Date.UTC(2026, 10, 22, 12, 10);
const minuteMs = 60_000;

const pathAt = (now: number) => links.pathTo({ fileId, variant: '300', readerId }, now);

function parsed(path: string): SignedFileLink {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const [, , id = '', variant = ''] = pathname.split('/');
  return {
    fileId: id,
    variant: variant as SignedFileLink['variant'],
    readerId: searchParams.get('for') ?? '',
    expires: Number(searchParams.get('expires')),
    signature: searchParams.get('signature') ?? '',
  };
}

test('a link ends with its signature and is valid for one to two hours', () => {
  const link = parsed(pathAt(noon));
  expect(link).toMatchObject({ fileId, variant: '300', readerId });
  expect(links.isValid(link, noon)).toBe(true);
  expect(links.isValid(link, noon + 60 * minuteMs)).toBe(true);
  expect(links.isValid(link, noon + 120 * minuteMs)).toBe(false);
});

test('the same link is given out for an hour, so that caches know it', () => {
  const at = (minutes: number) => pathAt(noon + minutes * minuteMs);
  expect(at(40)).toBe(at(0));
  expect(at(60)).not.toBe(at(0));
});

test('a link that was changed in any part is not valid', () => {
  const link = parsed(pathAt(noon));
  const changes: Partial<SignedFileLink>[] = [
    { fileId: fileId.replace('01', '02') },
    { variant: 'picture' },
    { readerId: fileId },
    { expires: link.expires + 1 },
    { signature: `${link.signature}A` },
    { signature: link.signature.slice(0, -1) },
    { signature: '' },
  ];
  for (const change of changes) {
    expect(links.isValid({ ...link, ...change }, noon), JSON.stringify(change)).toBe(false);
  }
  expect(new FileLinks(new Uint8Array(32)).isValid(link, noon)).toBe(false);
});
