/** Real files with a few bytes changed by chance: whatever they are now, there is an answer to them, and no fault. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileFormats, type FileFormatName } from '#domain/files/file.formats.ts';
import type { Result } from '#domain/kernel/result.ts';
import { checkImage } from '#infra/images/check-image.ts';
import { ContentInspector } from '#server/http/uploads/inspect-content.ts';
import { compoundFile, slides, wordText, workbook } from '#tests/support/compound-file.ts';
import { openXml, rels, wordFields } from '#tests/support/office.ts';
import { objectStream, pdf } from '#tests/support/pdf.ts';
import { animated, jpeg, noise, png, webp } from '#tests/support/pictures.ts';

const size = { width: 60, height: 40 };
const links = rels([['hyperlink', 'https://example.org', 'External']]);
const originals: readonly Buffer[] = [
  openXml('docx', {
    main: wordFields('PAGE'),
    parts: [{ name: 'word/_rels/document.xml.rels', data: links }],
  }),
  openXml('xlsx', { parts: [{ name: 'xl/externalLinks/link1.xml', data: '<x/>' }] }),
  openXml('pptx', { parts: [{ name: 'ppt/embeddings/a.xlsx', data: 'x' }] }),
  compoundFile([
    { path: 'WordDocument', data: wordText('a \u0013 PAGE') },
    { path: 'ObjectPool/_1/x', data: 'x' },
  ]),
  compoundFile([{ path: 'Workbook', data: workbook([0x85, Buffer.alloc(20)]) }]),
  compoundFile([
    { path: 'PowerPoint Document', data: slides([0x03e8, Buffer.alloc(8)]) },
    { path: 'Current User', data: Buffer.alloc(40) },
  ]),
  pdf('<< /Type /Catalog >>', objectStream('1 0 << /A /B >>')),
  await jpeg(size),
  await noise(size).jpeg({ progressive: true }).toBuffer(),
  await png(size),
  await noise(size).toColourspace('rgb16').png({ progressive: true }).toBuffer(),
  await webp(size),
  await animated('gif', 3, size),
  await animated('webp', 3, size),
];

/** Where, as a part of the whole: so that a step means the same in files of all lengths. */
const place = fc.noBias(fc.nat(999_999)).map((millionths) => millionths / 1_000_000);
const mutation = fc.oneof(
  fc.record({ does: fc.constant('set' as const), place, byte: fc.nat(255) }),
  fc.record({
    does: fc.constant('number' as const),
    place,
    value: fc.constantFrom(0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff),
  }),
  fc.record({ does: fc.constant('cut' as const), place }),
  fc.record({ does: fc.constant('repeat' as const), place, count: fc.nat(60) }),
  fc.record({ does: fc.constant('leave out' as const), place, count: fc.nat(30) }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

function mutated(bytes: Buffer, change: Mutation): Buffer {
  const anywhere = Math.floor(change.place * Math.max(0, bytes.length - 4));
  // Numbers stand where they can be divided by four in most formats.
  const at = change.does === 'number' ? anywhere - (anywhere % 4) : anywhere;
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (change.does) {
    case 'set':
      return Buffer.concat([before, Buffer.from([change.byte]), after.subarray(1)]);
    case 'number': {
      const number = Buffer.alloc(4);
      number.writeUInt32LE(change.value);
      return Buffer.concat([before, number, after.subarray(4)]);
    }
    case 'cut':
      return before;
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, change.count), after]);
    case 'leave out':
      return Buffer.concat([before, after.subarray(change.count)]);
  }
}

let path: string;
beforeAll(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'ecosystia-mutated-')), 'file');
});
afterAll(() => rm(join(path, '..'), { recursive: true }));

/** As the way in looks at it. */
async function lookAt(bytes: Buffer): Promise<Result<unknown>> {
  await writeFile(path, bytes);
  const formats = Object.keys(fileFormats) as FileFormatName[];
  const inspector = new ContentInspector({ name: 'a', mimeType: '' }, formats);
  const begun = await inspector.push(bytes);
  if (!begun.ok) return begun;
  const inspected = await inspector.end(path);
  if (!inspected.ok || inspected.value.fileType === 'document') return inspected;
  return checkImage(path, inspected.value);
}

test('each is taken or refused', { timeout: 120_000 }, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  process.stdout.write(`SEED=${seed}\n`);
  const file = fc.constantFrom(...originals.keys());
  const changes = fc.array(mutation, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(file, changes, async (which, all) => {
      const bytes = all.reduce(mutated, originals[which] ?? Buffer.alloc(0));
      const judged = await lookAt(bytes);
      if (!judged.ok) expect(judged.refusal.code).toMatch(/^file\./);
    }),
    { seed, numRuns: 1_000 },
  );
});
