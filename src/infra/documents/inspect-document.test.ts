/** What documents are found to be, and what is noticed in them; all made here. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compoundFile, slides, wordText, workbook } from '#tests/support/compound-file.ts';
import { openXml, rels, wordFields } from '#tests/support/office.ts';
import { objectStream, pdf } from '#tests/support/pdf.ts';
import { zip } from '#tests/support/zip.ts';
import type { Finding } from './finding.ts';
import { inspectDocument } from './inspect-document.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function found(bytes: Buffer | string): Promise<Finding> {
  const path = join(folder, randomBytes(8).toString('hex'));
  await writeFile(path, bytes);
  return inspectDocument(path);
}

const document = (format: string, ...notices: string[]) => ({
  is: 'document',
  formats: [format],
  notices,
});
const damaged = { is: 'unacceptable', code: 'file.corrupt' };
const tooComplex = { is: 'unacceptable', code: 'file.too_complex' };
const text = { is: 'document', formats: ['txt', 'csv'], notices: [] };

function itFinds(cases: readonly [string, Buffer | string, object][]): void {
  test.each(cases)('%s', async (_, bytes, expected) => {
    expect(await found(bytes)).toEqual(expected);
  });
}

const relsOf = (list: Parameters<typeof rels>[0]) => [
  { name: 'word/_rels/document.xml.rels', data: rels(list) },
];
const inWord = (main: string) => openXml('docx', { main });

describe('documents of Office since 2007', () => {
  itFinds([
    ['Word', openXml('docx'), document('docx')],
    ['Excel', openXml('xlsx'), document('xlsx')],
    ['PowerPoint', openXml('pptx'), document('pptx')],
    ['any zip', zip([{ name: 'a.txt', data: 'a' }]), { is: 'other', name: 'ZIP' }],
    [
      'OpenDocument',
      zip([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', method: 0 }]),
      { is: 'other', name: 'ODT' },
    ],
    [
      'a drawing as other programs write it',
      openXml('docx', {
        types: '<Default Extension="svg" ContentType="image/svg+xml"/>',
        parts: [
          {
            name: 'word/media/image1.svg',
            data: '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>',
          },
        ],
      }),
      document('docx'),
    ],
    [
      'a binary workbook',
      openXml('xlsx', { mainType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' }),
      { is: 'other', name: 'ZIP' },
    ],
    [
      'macros by the main type',
      openXml('docx', { mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
      document('docx', 'macros'),
    ],
    [
      'macros by a part under another type',
      openXml('xlsx', { parts: [{ name: 'xl/vbaProject.bin', data: 'x' }] }),
      document('xlsx', 'macros'),
    ],
    [
      'macros of a part with another name, by its type',
      openXml('pptx', {
        types:
          '<Override PartName="/ppt/x.dat" ContentType="application/vnd.ms-office.vbaProject"/>',
      }),
      document('pptx', 'macros'),
    ],
    [
      'an Excel 4 macro sheet',
      openXml('xlsx', { parts: [{ name: 'xl/macrosheets/sheet1.xml', data: '<x/>' }] }),
      document('xlsx', 'macros'),
    ],
    ['a DDE field', inWord(wordFields('DDEAUTO c:\\\\x.exe')), document('docx', 'dde')],
    ['a DDE field in pieces', inWord(wordFields(' D', 'D', 'E "cmd"')), document('docx', 'dde')],
    [
      'a DDE field by references to characters',
      inWord(wordFields('&#68;&#x44;EAUTO x')),
      document('docx', 'dde'),
    ],
    [
      'a DDE field spelled by numbers',
      inWord(wordFields('QUOTE 68 68 69 65 85 84 79')),
      document('docx', 'dde'),
    ],
    [
      'a DDE field in an attribute',
      inWord('<w:document><w:fldSimple a="b>" w:instr="DDE x y"/></w:document>'),
      document('docx', 'dde'),
    ],
    [
      'a DDE field deep in a long text',
      inWord(`${'<w:t>word</w:t>'.repeat(40_000)}${wordFields('DDE', 'AUTO x')}`),
      document('docx', 'dde'),
    ],
    [
      'a DDE field in UTF-16',
      openXml('docx', {
        parts: [
          {
            name: 'word/footer1.xml',
            data: Buffer.from(`\ufeff${wordFields('DDE x y')}`, 'utf16le'),
          },
        ],
      }),
      document('docx', 'dde'),
    ],
    ['a word that only looks like it', inWord(wordFields('PAGE', ' ADDED ')), document('docx')],
    [
      'a DDE link of Excel',
      openXml('xlsx', {
        parts: [{ name: 'xl/externalLinks/externalLink1.xml', data: '<x><ddeLink a="b"/></x>' }],
      }),
      document('xlsx', 'dde'),
    ],
    [
      'a template from elsewhere',
      openXml('docx', { parts: relsOf([['attachedTemplate', 'http://x/y.dotm', 'External']]) }),
      document('docx', 'external_template'),
    ],
    [
      'an external target behind a quoted bracket',
      openXml('docx', { parts: relsOf([['attachedTemplate', 'http://x/>y', 'External']]) }),
      document('docx', 'external_template'),
    ],
    [
      'an object from elsewhere',
      openXml('docx', { parts: relsOf([['oleObject', 'mhtml:http://x', 'External']]) }),
      document('docx', 'embedded_object', 'external_links'),
    ],
    [
      'an embedded object',
      openXml('docx', { parts: [{ name: 'word/embeddings/oleObject1.bin', data: 'x' }] }),
      document('docx', 'embedded_object'),
    ],
    [
      'a control',
      openXml('docx', { parts: [{ name: 'word/activeX/activeX1.xml', data: '<x/>' }] }),
      document('docx', 'embedded_object'),
    ],
    [
      "a chart's table",
      openXml('pptx', { parts: [{ name: 'ppt/embeddings/sheet.xlsx', data: 'x' }] }),
      document('pptx', 'embedded_files'),
    ],
    [
      'links',
      openXml('docx', { parts: relsOf([['hyperlink', 'https://example.org', 'External']]) }),
      document('docx', 'hyperlinks'),
    ],
    [
      'a part twice',
      openXml('docx', { parts: [{ name: 'WORD/document.xml', data: '<x/>' }] }),
      damaged,
    ],
    [
      'a size that is a lie',
      zip([
        { name: '[Content_Types].xml', data: '<Types/>', saysInflatedBytes: 3 },
        { name: '_rels/.rels', data: rels([]) },
      ]),
      damaged,
    ],
    [
      'a bomb that says what it is',
      openXml('docx', {
        parts: [{ name: 'word/a.xml', data: 'x', saysInflatedBytes: 3_000_000_000 }],
      }),
      tooComplex,
    ],
    ['a bomb in a part that is read', inWord('<w:t>0</w:t>'.repeat(10_000_000)), tooComplex],
    [
      'parts that share their bytes',
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
      damaged,
    ],
    [
      'an entity definition',
      openXml('docx', {
        parts: [{ name: 'word/_rels/a.xml.rels', data: '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }],
      }),
      damaged,
    ],
    ['a directory cut off', openXml('docx').subarray(0, -30), damaged],
    ['a broken part', broken(openXml('docx')), damaged],
  ]);
});

/** With the packed bytes of its first part overwritten. */
function broken(bytes: Buffer): Buffer {
  return Buffer.from(bytes.fill(0xff, 60, 90));
}

describe('documents of Office before 2007', () => {
  const word = (text?: string, flags?: number) =>
    compoundFile([{ path: 'WordDocument', data: wordText(text, flags) }]);
  const excel = (...records: Parameters<typeof workbook>) =>
    compoundFile([{ path: 'Workbook', data: workbook(...records) }]);
  const powerPoint = (...records: Parameters<typeof slides>) =>
    compoundFile([{ path: 'PowerPoint Document', data: slides(...records) }]);
  itFinds([
    ['Word', word(), document('doc')],
    ['Excel', excel(), document('xls')],
    ['PowerPoint', powerPoint([0x03e8, Buffer.alloc(8)]), document('ppt')],
    [
      'an installer',
      compoundFile([{ path: 'WordDocument', data: wordText() }], {
        classId: '84100c0000000000c000000000000046',
      }),
      { is: 'other', name: 'MSI' },
    ],
    [
      'a mail',
      compoundFile([{ path: '__properties_version1.0', data: 'x' }]),
      { is: 'other', name: 'MSG' },
    ],
    ['anything else', compoundFile([{ path: 'x', data: 'x' }]), { is: 'other', name: 'CFB' }],
    [
      'an encrypted document of today',
      compoundFile([{ path: 'EncryptedPackage', data: 'x' }]),
      { is: 'document', formats: ['docx', 'xlsx', 'pptx'], notices: ['encrypted_office'] },
    ],
    [
      'macros of Word',
      compoundFile([
        { path: 'WordDocument', data: wordText() },
        { path: 'Macros/VBA/dir', data: 'x' },
      ]),
      document('doc', 'macros'),
    ],
    [
      'an object in Word',
      compoundFile([
        { path: 'WordDocument', data: wordText() },
        { path: 'ObjectPool/_1/\u0001Ole10Native', data: 'x' },
      ]),
      document('doc', 'embedded_object'),
    ],
    ['a password of Word', word('Hello', 0x0100), document('doc', 'encrypted_office')],
    ['a DDE field', word('a \u0013 DDEAUTO c:\\x'), document('doc', 'dde')],
    [
      'a DDE field in wide characters',
      word(Buffer.from('a \u0013DDE x', 'utf16le').toString('latin1')),
      document('doc', 'dde'),
    ],
    ['one spelled by numbers', word('\u0013\u0013QUOTE 68 68 69\u0014'), document('doc', 'dde')],
    ['numbers in a text', word('\u0013 PAGE \u00141\u0015 QUOTE 68 68 69'), document('doc')],
    ['a password of Excel', excel([0x2f, Buffer.alloc(6)]), document('xls', 'encrypted_office')],
    [
      'a macro sheet of Excel 4',
      excel([0x85, Buffer.from([0, 0, 0, 0, 0, 1, 1, 0, 0x41])]),
      document('xls', 'macros'),
    ],
    [
      'a DDE link of Excel',
      excel([0x01ae, Buffer.from('\u0001\0\u0005\0\0cmd\u0003x')]),
      document('xls', 'dde'),
    ],
    [
      'macros of PowerPoint',
      powerPoint([0x0400, Buffer.from([1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0])]),
      document('ppt', 'macros'),
    ],
    [
      'an object in PowerPoint',
      powerPoint([0x1011, Buffer.alloc(4)]),
      document('ppt', 'embedded_object'),
    ],
    [
      'a chain of sectors in a ring',
      compoundFile([{ path: 'WordDocument', data: wordText() }], { loop: true }),
      damaged,
    ],
    ['cut off', word('x'.repeat(5_000)).subarray(0, 2_000), damaged],
    ['only a signature', Buffer.from('d0cf11e0a1b11ae1', 'hex'), damaged],
  ]);
});

describe('PDF', () => {
  const catalog = '<< /Type /Catalog >>';
  itFinds([
    ['plain', pdf(catalog), document('pdf')],
    ['JavaScript', pdf('<< /S /JavaScript /JS (x) >>'), document('pdf', 'pdf_javascript')],
    [
      'JavaScript with an escaped name',
      pdf('<< /S /J#61vaScrip#74 >>'),
      document('pdf', 'pdf_javascript'),
    ],
    ['a launch', pdf('<< /S /Launch /F (cmd.exe) >>'), document('pdf', 'pdf_launch')],
    ['attachments', pdf('<< /Type /EmbeddedFile >>'), document('pdf', 'pdf_attachments')],
    ['links', pdf('<< /S /URI /URI (https://example.org) >>'), document('pdf', 'hyperlinks')],
    [
      'JavaScript in an object stream',
      pdf(catalog, objectStream('1 0 << /S /JavaScript >>')),
      document('pdf', 'pdf_javascript'),
    ],
    [
      'JavaScript in an object stream whose type is escaped',
      pdf(catalog, objectStream('1 0 << /S /JavaScript >>', '/Filter /FlateDecode', '/Obj#53tm')),
      document('pdf', 'pdf_javascript'),
    ],
    [
      'JavaScript behind a false end of the stream',
      pdf(
        catalog,
        objectStream(`1 0 (${randomBytes(9_000).toString('base64')} endstream) /JavaScript`),
      ),
      document('pdf', 'pdf_javascript'),
    ],
    [
      'an object stream as it is, its end across two readings',
      pdf(
        catalog,
        `<< /Type /ObjStm /N 1 /First 4 >>\nstream\n1 0 (${'a'.repeat(16 * 1024 - 10)})endstream\n\x01`,
      ),
      document('pdf'),
    ],
    [
      'an object stream packed in another way',
      pdf(catalog, objectStream('<~x~>', '/Filter /ASCII85Decode')),
      document('pdf', 'pdf_unreadable'),
    ],
    [
      'an object stream packed twice',
      pdf(catalog, objectStream('x', '/Filter [/ASCIIHexDecode /FlateDecode]')),
      document('pdf', 'pdf_unreadable'),
    ],
    [
      'an object stream that is a bomb',
      pdf(catalog, objectStream(Buffer.alloc(60_000_000, '/'))),
      tooComplex,
    ],
    ['encrypted', pdf(catalog, '<< /Encrypt 5 0 R >>'), document('pdf', 'pdf_encrypted')],
    [
      'a name across two readings',
      pdf(`<< ${' '.repeat(1024 * 1024 - 40)} /S /JavaScript >>`),
      document('pdf', 'pdf_javascript'),
    ],
    ['cut off', pdf(catalog).subarray(0, -20), damaged],
  ]);
});

describe('text', () => {
  itFinds([
    ['UTF-8', 'Bonjour à tous\n', text],
    ['with a mark', '\ufeffHello', text],
    ['UTF-16', Buffer.from('\ufeffHello é', 'utf16le'), text],
    ['an old code page', Buffer.from('D\xe9j\xe0 vu\n', 'latin1'), text],
    ['HTML', '<html><script>alert(1)</script></html>', text],
    ['a NUL', 'a\0b', { is: 'other', name: 'BIN' }],
    [
      'bytes',
      Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
      { is: 'other', name: 'BIN' },
    ],
    ['half a UTF-16', Buffer.from([0xff, 0xfe, 0x41]), { is: 'other', name: 'BIN' }],
    ['a table', 'a,b\n1,-2\n+3,"x"\n', text],
    ['a table with a formula', 'a,b\n1,=1+1\n', { ...text, notices: ['csv_formulas'] }],
    ['a formula in quotes', 'a;"@SUM(A1)"\n', { ...text, notices: ['csv_formulas'] }],
    ['a formula after a sign', 'a\n-cmd|x\n', { ...text, notices: ['csv_formulas'] }],
    ['an equation within a text', 'x = 1, and y=2', text],
    ['an archive', Buffer.from('7z\xbc\xaf\x27\x1c000000', 'latin1'), { is: 'other', name: '7Z' }],
    ['PDF not at the beginning', ` ${pdf('<< >>').toString('latin1')}`, text],
  ]);
});
