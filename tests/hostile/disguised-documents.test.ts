/** Documents that hide what they bring: where nobody looks, behind what only looks like something, in another writing. */
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { compoundFile, wordText, workbook } from '#tests/support/compound-file.ts';
import { type OpenXmlOptions, openXml, rels, wordFields } from '#tests/support/office.ts';
import { objectStream, pdf } from '#tests/support/pdf.ts';
import { signedIn } from '#tests/support/upload.ts';
import type { ZipPart } from '#tests/support/zip.ts';
import {
  corrupt,
  type Expected,
  expectAnswer,
  mismatch,
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

type Row = [what: string, name: string, bytes: () => Buffer, Expected];

function answers(rows: readonly Row[]): void {
  test.for(rows)('%s (%s)', async ([, name, make, expected]) => {
    await expectAnswer(server, headers, { name, bytes: make() }, expected);
  });
}

const withParts = (...parts: ZipPart[]) => openXml('docx', { parts });
const relsPart = (data: string | Buffer, name = 'word/_rels/document.xml.rels') =>
  withParts({ name, data });
const template = rels([['attachedTemplate', 'http://x/y.dotm', 'External']]);
const templateHidden = (from: string, to: string) => relsPart(template.replace(from, to));
const field = (content: string) => `<w:document><w:instrText>${content}</w:instrText></w:document>`;
const inWord = (main: string, options: OpenXmlOptions = {}) =>
  openXml('docx', { main, ...options });

/** Info-ZIP's second name of a part, which some programs prefer and Word does not know. */
function secondName(name: string, second: string): Buffer {
  const extra = Buffer.alloc(9);
  extra.writeUInt16LE(0x7075, 0);
  extra.writeUInt16LE(5 + Buffer.byteLength(second), 2);
  extra.writeUInt8(1, 4);
  extra.writeUInt32LE(crc32(name), 5);
  return Buffer.concat([extra, Buffer.from(second)]);
}

answers([
  [
    'DDE in a main part of another name',
    'a.docx',
    () => inWord(wordFields('DDEAUTO x'), { mainName: 'text/main.dat' }),
    quarantined('dde'),
  ],
  [
    'DDE in a quoted text',
    'a.docx',
    () => inWord(field('<![CDATA[DDEAUTO x]]>')),
    quarantined('dde'),
  ],
  [
    'DDE around a comment',
    'a.docx',
    () => inWord(field('D<!-- " -->DE<?x "?>AUTO x')),
    quarantined('dde'),
  ],
  [
    'DDE behind an attribute of 300 kB',
    'a.docx',
    () => inWord(`<w:d><w:fldSimple w:a="${'a'.repeat(300_000)}" w:instr="DDE x y"/></w:d>`),
    quarantined('dde'),
  ],
  [
    'a DDE link in a part of another name',
    'a.xlsx',
    () =>
      openXml('xlsx', {
        parts: [{ name: 'xl/x/y.xml', data: '<é:x xmlns:é="y"><é:ddeLink a="b"/></é:x>' }],
        types:
          '<Override PartName="/xl/x/y.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>',
      }),
    quarantined('dde'),
  ],
  [
    'a template behind a comment with a quote',
    'a.docx',
    () => templateHidden('<Relationships>', '<Relationships><!-- <Relationship " -->'),
    quarantined('external_template'),
  ],
  [
    'a template behind an instruction with a quote',
    'a.docx',
    () => templateHidden('<Relationships>', "<Relationships><?x <Relationship ' ?>"),
    quarantined('external_template'),
  ],
  [
    'a template under a prefix that is no ASCII',
    'a.docx',
    () => relsPart(template.replaceAll(/<(\/?)Rel/g, '<$1é:Rel')),
    quarantined('external_template'),
  ],
  [
    'a template that says twice where it is',
    'a.docx',
    () => templateHidden('"External"', '"External" éTargetMode="Internal" x:TargetMode="Internal"'),
    quarantined('external_template'),
  ],
  [
    'a template by references to characters',
    'a.docx',
    () => templateHidden('"External"', '"Ext&#x65;rn&#97;l"'),
    quarantined('external_template'),
  ],
  [
    'a template in capitals',
    'a.docx',
    () => relsPart(template, 'WORD/_RELS/DOCUMENT.XML.RELS'),
    quarantined('external_template'),
  ],
  [
    'relationships that have a second name',
    'a.docx',
    () => {
      const name = 'word/_rels/document.xml.rels';
      return withParts({ name, data: template, extra: secondName(name, 'word/media/a.png') });
    },
    corrupt,
  ],
  [
    'relationships in UTF-7',
    'a.docx',
    () =>
      relsPart(
        '<?xml version="1.0" encoding="utf-7"?><Relationships>+ADw-Relationship/+AD4-</Relationships>',
      ),
    corrupt,
  ],
  [
    'relationships in a code page of large machines',
    'a.docx',
    () => relsPart(Buffer.from('4c6fa794934ca5859992899695', 'hex')),
    corrupt,
  ],
  [
    'a text that defines entities',
    'a.docx',
    () => inWord(`<!DOCTYPE w [<!ENTITY d "DDEAUTO">]>${field('&d; x')}`),
    corrupt,
  ],
  [
    'macros as a picture',
    'a.docx',
    () =>
      withParts(
        { name: 'word/media/a.png', data: 'x' },
        { name: 'word/_rels/a.rels', data: rels([['vbaProject', 'media/a.png']]) },
      ),
    quarantined('macros'),
  ],
  [
    'a control of another name',
    'a.docx',
    () =>
      openXml('docx', {
        parts: [{ name: 'word/x', data: '<x/>' }],
        types: '<Override PartName="/word/x" ContentType="application/vnd.ms-office.activeX+xml"/>',
      }),
    quarantined('embedded_object'),
  ],
  [
    'RTF as a part',
    'a.docx',
    () =>
      openXml('docx', {
        parts: [{ name: 'word/a.rtf', data: '{\\rtf1}' }],
        types: '<Default Extension="rtf" ContentType="application/rtf"/>',
      }),
    quarantined('embedded_object'),
  ],
  [
    'a page as a part',
    'a.docx',
    () =>
      withParts(
        { name: 'word/a.html', data: '<p>' },
        { name: 'word/_rels/a.rels', data: rels([['aFChunk', 'a.html']]) },
      ),
    ready('embedded_files'),
  ],
  [
    '10,001 parts',
    'a.docx',
    () => withParts(...Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, data: '' }))),
    tooComplex,
  ],
  [
    'parts that are locked',
    'a.docx',
    () => withParts({ name: 'word/_rels/a.rels', data: template, flags: 1 }),
    corrupt,
  ],
  [
    'a directory far away, in another notation',
    'a.docx',
    () => {
      const bytes = openXml('docx');
      bytes.writeUInt32LE(0xffffffff, bytes.length - 6);
      return bytes;
    },
    corrupt,
  ],
]);

const oldWord = (...paths: string[]) =>
  compoundFile([
    { path: 'WordDocument', data: wordText() },
    ...paths.map((path) => ({ path, data: 'x' })),
  ]);
const secondEntry = 512 + 128;
/** With one number of the whole changed. */
function changed(bytes: Buffer, at: number, to: number): Buffer {
  bytes.writeUInt32LE(to, at);
  return bytes;
}

answers([
  [
    'a folder called as the text',
    'a.doc',
    () => compoundFile([{ path: 'WordDocument/x', data: 'x' }]),
    mismatch,
  ],
  ['macros in small letters', 'a.doc', () => oldWord('mACROS/x/dir'), quarantined('macros')],
  [
    'a workbook beside a harmless one',
    'a.xls',
    () =>
      compoundFile([
        { path: 'Book', data: workbook() },
        { path: 'WORKBOOK', data: workbook([0x2f, Buffer.alloc(6)]) },
      ]),
    quarantined('encrypted_office'),
  ],
  [
    'what only some may read',
    'a.doc',
    () => oldWord('\u0009DRMContent'),
    quarantined('encrypted_office'),
  ],
  ['names in a ring', 'a.doc', () => changed(oldWord('x'), secondEntry + 72, 1), corrupt],
  ['a list of sectors in a ring', 'a.doc', () => changed(oldWord('x'), 0x44, 0), corrupt],
  ['a text of 4 GB', 'a.doc', () => changed(oldWord(), secondEntry + 120, 0xfffffff0), corrupt],
  ['sectors of 2 GB', 'a.doc', () => changed(oldWord(), 0x1e, 0x0006_001f), corrupt],
]);

const catalog = '<< /Type /Catalog >>';
const script = '1 0 << /S /JavaScript >>';
const inDigits = `${Buffer.from(script).toString('hex')}>`;
/** Its dictionary looks as if it began behind the filter. */
const masked = (filter: string, content: string) =>
  pdf(
    `<< /Filter ${filter} % 1 0 obj\n /Type /ObjStm /N 1 /First 4 >>\nstream\n${content}\nendstream`,
  );

answers([
  [
    'a script, in one that says it is encrypted',
    'a.pdf',
    () => pdf(catalog, '<< /Encrypt 9 0 R >>', objectStream(script)),
    quarantined('pdf_encrypted', 'pdf_javascript'),
  ],
  [
    'a script far from where it is told of',
    'a.pdf',
    () => pdf(objectStream(script, `${' '.repeat(40_000)} /Filter /FlateDecode`)),
    quarantined('pdf_unreadable'),
  ],
  [
    'a script in digits, whose filter is masked',
    'a.pdf',
    () => masked('/ASCIIHexDecode', inDigits),
    quarantined('pdf_unreadable'),
  ],
  [
    'a script in letters, whose filter is masked',
    'a.pdf',
    () => masked('/ASCII85Decode', '1 0 0etOA2#~>'),
    quarantined('pdf_unreadable'),
  ],
  [
    'a script in runs, whose filter is masked',
    'a.pdf',
    () => masked('/RunLengthDecode', '1 0 << /S /Java\u0005Script >>'),
    quarantined('pdf_unreadable'),
  ],
  [
    'a script in digits that are packed',
    'a.pdf',
    () => pdf(catalog, objectStream(inDigits)),
    quarantined('pdf_unreadable'),
  ],
  [
    'a script at the opening, every letter escaped',
    'a.pdf',
    () =>
      pdf(
        `<< /OpenAction << /S /${'JavaScript'.replaceAll(/./g, (c) => `#${c.charCodeAt(0).toString(16)}`)} >> >>`,
      ),
    quarantined('pdf_javascript'),
  ],
  [
    'a film that runs a script',
    'a.pdf',
    () => pdf('<< /S /Rendition /OP 0 /#4aS (app.alert\\(1\\)) >>'),
    quarantined('pdf_javascript'),
  ],
  [
    'a model in three dimensions that runs a script',
    'a.pdf',
    () => pdf('<< /Type /3D /Subtype /U3D /OnInstantiate 4 0 R >>'),
    quarantined('pdf_javascript'),
  ],
  [
    'a form with programs (XFA)',
    'a.pdf',
    () => pdf('<< /XFA [(a) 2 0 R] >>'),
    quarantined('pdf_xfa'),
  ],
  [
    'rich media',
    'a.pdf',
    () => pdf('<< /Type /Annot /Subtype /RichMedia >>'),
    quarantined('embedded_object'),
  ],
  ['a form that is sent away', 'a.pdf', () => pdf('<< /S /SubmitForm >>'), ready('hyperlinks')],
  [
    'bytes that are said to be encrypted and are',
    'a.pdf',
    () => pdf('<< /Encrypt 9 0 R >>', objectStreamOf(Buffer.alloc(60, 0x9c))),
    ready('pdf_encrypted'),
  ],
]);

/** As encrypted bytes are: they do not even begin as packed ones do. */
function objectStreamOf(bytes: Buffer): Buffer {
  const dictionary = '<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n';
  return Buffer.concat([Buffer.from(dictionary), bytes, Buffer.from('\nendstream')]);
}

answers([
  [
    'a table that begins as a picture does',
    'a.csv',
    () => Buffer.from('BMI;âge\n22;30\n'),
    ready(),
  ],
  [
    'numbers that begin as an archive does',
    'a.csv',
    () => Buffer.from('0707070707,Ana\n'),
    ready(),
  ],
  [
    'text that begins as a program does',
    'a.txt',
    () => Buffer.from('MZ, the mark of DOS'),
    ready(),
  ],
  ['a table in UTF-16 without its mark', 'a.csv', () => Buffer.from('a;b\n', 'utf16le'), mismatch],
  [
    'a text in UTF-32',
    'a.txt',
    () => Buffer.from('fffe0000610000006200000063000000', 'hex'),
    mismatch,
  ],
  ['RTF called text', 'a.txt', () => Buffer.from('{\\rtf1 \\object}'), mismatch],
  ['RTF called Word', 'a.doc', () => Buffer.from('{\\rtf1 \\object}'), mismatch],
  ['PostScript called text', 'a.txt', () => Buffer.from('%!PS-Adobe-3.0\n(x) run\n'), mismatch],
]);
