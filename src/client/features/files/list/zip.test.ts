import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { distinctNames, zipOf } from './zip.ts';

test('an archive gives back what was put in, names and all', async () => {
  const entries = [
    {
      name: 'Übersicht – été.txt',
      bytes: new TextEncoder().encode('grün'),
      at: new Date(2026, 1, 3),
    },
    { name: 'empty.bin', bytes: new Uint8Array(), at: new Date(2026, 1, 3) },
  ];
  const archive = await fromBufferPromise(Buffer.from(await zipOf(entries).arrayBuffer()), {
    lazyEntries: true,
  });
  const found: { name: string; text: string }[] = [];
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry))
      chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    expect(entry.crc32).toBe(crc32(bytes));
    expect(entry.getLastModDate().getFullYear()).toBe(2026);
    found.push({ name: entry.fileName, text: bytes.toString() });
  }
  expect(found).toEqual([
    { name: 'Übersicht – été.txt', text: 'grün' },
    { name: 'empty.bin', text: '' },
  ]);
});

test('no name twice', () => {
  expect(distinctNames(['a.pdf', 'a.pdf', 'A.PDF', 'a (2).pdf', 'b', 'b'])).toEqual([
    'a.pdf',
    'a (2).pdf',
    'A (3).PDF',
    'a (2) (2).pdf',
    'b',
    'b (2)',
  ]);
});
