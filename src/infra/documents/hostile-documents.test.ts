/** Documents that are made to keep whoever looks into them busy: a few kB, and each is judged at once. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compoundFile, wordText } from '#tests/support/compound-file.ts';
import { openXml } from '#tests/support/office.ts';
import { pdf } from '#tests/support/pdf.ts';
import { inspectDocument } from './inspect-document.ts';

const document = (format: string) => ({ is: 'document', formats: [format], notices: [] });
const damaged = { is: 'unacceptable', code: 'file.corrupt' };
const tooComplex = { is: 'unacceptable', code: 'file.too_complex' };

/** A stream of 6 MB in a file of 2 kB: all its tables are one, and its sectors follow themselves. */
function tailBiter(): Buffer {
  const bytes = compoundFile([{ path: 'WordDocument', data: wordText() }]);
  const table = bytes.readUInt32LE(0x4c);
  for (let index = 0; index < 109; index += 1) bytes.writeUInt32LE(table, 0x4c + index * 4);
  const entry = 512 + 128;
  const start = bytes.readUInt32LE(entry + 116);
  bytes.writeUInt32LE(start, (table + 1) * 512 + start * 4);
  bytes.writeUInt32LE(6_000_000, entry + 120);
  return bytes;
}

/** Each beginning has all that follows for its content. */
const nested = pdf(`${'/ObjStm stream\n'.repeat(20_000)}${' '.repeat(2_000_000)}`);

test.each<[string, Buffer, object]>([
  [
    'a name that never gets a value',
    openXml('docx', { types: `<Default ${'a'.repeat(2_000_000)}/>` }),
    document('docx'),
  ],
  [
    'tags without an end',
    openXml('docx', { types: '<Default '.repeat(400_000) }),
    document('docx'),
  ],
  [
    'instructions without an end',
    openXml('docx', { main: '<w:instrText '.repeat(700_000) }),
    document('docx'),
  ],
  [
    'marks of fields',
    compoundFile([{ path: 'WordDocument', data: wordText('\x13'.repeat(5_000_000)) }]),
    document('doc'),
  ],
  ['sectors that follow themselves', tailBiter(), damaged],
  ['streams within streams', nested, tooComplex],
  // To find out that one of them ends at once takes a look all the same.
  ['streams of nothing', pdf('/ObjStm>>stream\nendstream\n'.repeat(20_000)), tooComplex],
])('%s', async (_, bytes, expected) => {
  const folder = await mkdtemp(join(tmpdir(), 'documents-'));
  try {
    await writeFile(join(folder, 'hostile'), bytes);
    expect(await inspectDocument(join(folder, 'hostile'))).toEqual(expected);
  } finally {
    await rm(folder, { recursive: true });
  }
});
