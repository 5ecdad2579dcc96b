/** Documents that bring programs, are bombs, lie about themselves, are broken or not what they are called. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { compoundFile, wordText } from '#tests/support/compound-file.ts';
import { openXml, rels, wordFields } from '#tests/support/office.ts';
import { objectStream, pdf } from '#tests/support/pdf.ts';
import { signedIn } from '#tests/support/upload.ts';
import { zip } from '#tests/support/zip.ts';
import {
  corrupt,
  type Expected,
  expectAnswer,
  mismatch,
  notTaken,
  quarantined,
  ready,
  tooComplex,
} from './door.ts';

let server: TestApp;
let headers: Record<string, string>;
beforeAll(async () => {
  server = await openTestApp();
  ({ headers } = await signedIn(server));
});
afterAll(() => server[Symbol.asyncDispose]());

const catalog = '<< /Type /Catalog >>';
const word = (text?: string, flags?: number) =>
  compoundFile([{ path: 'WordDocument', data: wordText(text, flags) }]);
const relations = (kind: string, target: string) =>
  openXml('docx', {
    parts: [{ name: 'word/_rels/document.xml.rels', data: rels([[kind, target, 'External']]) }],
  });
/** Each entity is ten of the one before. */
const laughs = Array.from(
  { length: 10 },
  (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
);

type Row = [what: string, name: string, bytes: () => Buffer, Expected];

const rows: readonly Row[] = [
  [
    'macros',
    'a.docx',
    () => openXml('docx', { parts: [{ name: 'word/vbaProject.bin', data: 'x' }] }),
    quarantined('macros'),
  ],
  [
    'macros by the main type',
    'a.docx',
    () => openXml('docx', { mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
    quarantined('macros'),
  ],
  [
    'a macro-enabled document, called so',
    'a.docm',
    () => openXml('docx', { mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
    notTaken,
  ],
  [
    'a macro sheet of Excel 4',
    'a.xlsx',
    () => openXml('xlsx', { parts: [{ name: 'xl/macrosheets/sheet1.xml', data: '<x/>' }] }),
    quarantined('macros'),
  ],
  [
    'macros of old Word',
    'a.doc',
    () =>
      compoundFile([
        { path: 'WordDocument', data: wordText() },
        { path: 'Macros/VBA/dir', data: 'x' },
      ]),
    quarantined('macros'),
  ],
  [
    'DDE in pieces',
    'a.docx',
    () => openXml('docx', { main: wordFields(' D', 'D', 'E "cmd"') }),
    quarantined('dde'),
  ],
  [
    'DDE spelled by numbers',
    'a.docx',
    () => openXml('docx', { main: wordFields('QUOTE 68 68 69 65 85 84 79') }),
    quarantined('dde'),
  ],
  ['DDE of old Word', 'a.doc', () => word('a \u0013 DDEAUTO c:\\x'), quarantined('dde')],
  [
    'a template from elsewhere',
    'a.docx',
    () => relations('attachedTemplate', 'http://x/y.dotm'),
    quarantined('external_template'),
  ],
  [
    'an embedded object',
    'a.docx',
    () => openXml('docx', { parts: [{ name: 'word/embeddings/oleObject1.bin', data: 'x' }] }),
    quarantined('embedded_object'),
  ],
  [
    'a control',
    'a.docx',
    () => openXml('docx', { parts: [{ name: 'word/activeX/activeX1.xml', data: '<x/>' }] }),
    quarantined('embedded_object'),
  ],
  [
    'encrypted, of today',
    'a.docx',
    () => compoundFile([{ path: 'EncryptedPackage', data: 'x' }]),
    quarantined('encrypted_office'),
  ],
  ['encrypted, of old', 'a.doc', () => word('Hello', 0x0100), quarantined('encrypted_office')],
  ['links', 'a.docx', () => relations('hyperlink', 'https://example.org'), ready('hyperlinks')],

  [
    'JavaScript in a PDF',
    'a.pdf',
    () => pdf('<< /S /JavaScript /JS (x) >>'),
    quarantined('pdf_javascript'),
  ],
  [
    'JavaScript with an escaped name',
    'a.pdf',
    () => pdf('<< /S /J#61vaScrip#74 >>'),
    quarantined('pdf_javascript'),
  ],
  [
    'JavaScript in an object stream',
    'a.pdf',
    () => pdf(catalog, objectStream('1 0 << /S /JavaScript >>')),
    quarantined('pdf_javascript'),
  ],
  ['a launch', 'a.pdf', () => pdf('<< /S /Launch /F (cmd.exe) >>'), quarantined('pdf_launch')],
  [
    'an object stream packed twice',
    'a.pdf',
    () => pdf(catalog, objectStream('x', '/Filter [/ASCIIHexDecode /FlateDecode]')),
    quarantined('pdf_unreadable'),
  ],
  ['attachments', 'a.pdf', () => pdf('<< /Type /EmbeddedFile >>'), ready('pdf_attachments')],
  ['an encrypted PDF', 'a.pdf', () => pdf(catalog, '<< /Encrypt 5 0 R >>'), ready('pdf_encrypted')],

  [
    'a bomb that says what it is',
    'a.docx',
    () => openXml('docx', { parts: [{ name: 'a', data: 'x', saysInflatedBytes: 3_000_000_000 }] }),
    tooComplex,
  ],
  [
    'a bomb in a part that is read',
    'a.docx',
    () => openXml('docx', { main: '<w:t>0</w:t>'.repeat(5_000_000) }),
    tooComplex,
  ],
  [
    'a bomb in an object stream',
    'a.pdf',
    () => pdf(catalog, objectStream(Buffer.alloc(60_000_000, '/'))),
    tooComplex,
  ],
  [
    'streams within streams',
    'a.pdf',
    () => pdf(`${'/ObjStm stream\n'.repeat(20_000)}${' '.repeat(2_000_000)}`),
    tooComplex,
  ],
  [
    'entities of entities',
    'a.docx',
    () =>
      openXml('docx', {
        parts: [
          {
            name: 'word/_rels/a.xml.rels',
            data: `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs.join('')}]><x>&l10;</x>`,
          },
        ],
      }),
    corrupt,
  ],
  [
    'a field without an end',
    'a.docx',
    () => openXml('docx', { main: '<w:instrText '.repeat(500_000) }),
    ready(),
  ],
  ['one line of ten megabytes', 'a.csv', () => Buffer.alloc(10_000_000, ','), ready()],
  ['ten megabytes of quotes', 'a.csv', () => Buffer.alloc(10_000_000, '"'), ready()],

  [
    'a size that is a lie',
    'a.docx',
    () =>
      zip([
        { name: '[Content_Types].xml', data: '<Types/>', saysInflatedBytes: 3 },
        { name: '_rels/.rels', data: rels([]) },
      ]),
    corrupt,
  ],
  [
    'a packed size beyond the end',
    'a.docx',
    () =>
      openXml('docx', {
        parts: [{ name: 'word/_rels/a.xml.rels', data: '<x/>', saysPackedBytes: 90_000_000 }],
      }),
    corrupt,
  ],
  [
    'parts that share their bytes',
    'a.docx',
    () =>
      zip([
        { name: 'a', data: randomBytes(50_000) },
        ...Array.from({ length: 50 }, (_, index) => ({
          name: `b${index}`,
          data: '',
          overlaps: true,
          saysPackedBytes: 50_000,
          saysInflatedBytes: 50_000,
        })),
      ]),
    corrupt,
  ],
  [
    'a part twice',
    'a.docx',
    () => openXml('docx', { parts: [{ name: 'WORD/document.xml', data: '<x/>' }] }),
    corrupt,
  ],
  ['a directory cut off', 'a.docx', () => openXml('docx').subarray(0, -30), corrupt],
  [
    'sectors in a ring',
    'a.doc',
    () => compoundFile([{ path: 'WordDocument', data: wordText() }], { loop: true }),
    corrupt,
  ],
  [
    'only the signature of old Office',
    'a.doc',
    () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    corrupt,
  ],
  ['a PDF cut off', 'a.pdf', () => pdf(catalog).subarray(0, -20), corrupt],

  [
    'an installer called a Word document',
    'a.doc',
    () =>
      compoundFile([{ path: 'WordDocument', data: wordText() }], {
        classId: '84100c0000000000c000000000000046',
      }),
    mismatch,
  ],
  [
    'an installer',
    'a.msi',
    () => compoundFile([{ path: 'x', data: 'x' }], { classId: '84100c0000000000c000000000000046' }),
    notTaken,
  ],
  [
    'a mail called a Word document',
    'a.doc',
    () => compoundFile([{ path: '__properties_version1.0', data: 'x' }]),
    mismatch,
  ],
  [
    'an archive called a Word document',
    'a.docx',
    () => zip([{ name: 'a.txt', data: 'a' }]),
    mismatch,
  ],
  ['a Word document called Excel', 'a.xlsx', () => openXml('docx'), mismatch],
  ['old Word called PowerPoint', 'a.ppt', () => word(), mismatch],
  [
    'a PDF behind a blank',
    'a.pdf',
    () => Buffer.concat([Buffer.from(' '), pdf(catalog)]),
    mismatch,
  ],
  ['a program called text', 'a.txt', () => Buffer.from('MZ\0\0'), mismatch],
  ['text with a zero byte', 'a.txt', () => Buffer.from('a\0b'), mismatch],
  [
    'a page of HTML called text',
    'a.txt',
    () => Buffer.from('<html><script>alert(1)</script>'),
    ready(),
  ],
  [
    'a formula in a table',
    'a.csv',
    () => Buffer.from("a,b\n1,=cmd|'/c calc'!A1\n"),
    ready('csv_formulas'),
  ],
  ['nothing', 'a.pdf', () => Buffer.alloc(0), [400, 'file.empty']],
];

test.each(rows)('%s (%s)', async (_, name, make, expected) => {
  await expectAnswer(server, headers, { name, bytes: make() }, expected);
});
