/** Documents over the general upload: what each is answered, and what may be had of it after. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { compoundFile, wordText } from '#tests/support/compound-file.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openXml, rels, wordFields } from '#tests/support/office.ts';
import { pdf } from '#tests/support/pdf.ts';
import { animated, jpeg } from '#tests/support/pictures.ts';
import {
  expectNothingKept,
  type FilePart,
  generalUploadPath,
  signedIn,
  upload,
} from '#tests/support/upload.ts';
import { zip } from '#tests/support/zip.ts';

const plain = pdf('<< /Type /Catalog >>');
const macros = openXml('docx', { parts: [{ name: 'word/vbaProject.bin', data: 'x' }] });

async function send(
  server: TestApp,
  headers: Record<string, string>,
  bytes: Uint8Array,
  name: string,
  fields: { field: string; value: string }[] = [],
) {
  const file: FilePart = { field: 'file', bytes, name };
  return upload(server.app, headers, [file, ...fields], generalUploadPath);
}

describe('a document', () => {
  let server: TestApp;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await openTestApp();
    ({ headers } = await signedIn(server));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const download = (id: string) =>
    server.app.inject({ url: `/api/v1/core/files/${id}/download/`, headers });

  test.each([
    ['plan.pdf', plain, 'application/pdf', 'PDF'],
    ['plan.docx', openXml('docx'), /wordprocessingml/, 'Word'],
    ['plan.xlsx', openXml('xlsx'), /spreadsheetml/, 'Excel'],
    ['plan.pptx', openXml('pptx'), /presentationml/, 'PowerPoint'],
    [
      'plan.doc',
      compoundFile([{ path: 'WordDocument', data: wordText() }]),
      'application/msword',
      'Word 97–2003',
    ],
    ['plan.txt', Buffer.from('<html>é'), 'text/plain', 'text'],
    ['plan', Buffer.from('no ending'), 'text/plain', 'text'],
    ['plan.csv', Buffer.from('a,b\n1,2\n'), 'text/csv', 'CSV'],
  ])('%s is ready, and comes back as it was sent', async (name, bytes, type, found) => {
    const { status, body } = await send(server, headers, bytes, name);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      file_type: 'document',
      status: 'ready',
      mime_type: typeof type === 'string' ? type : (expect.stringMatching(type) as string),
      width: null,
      verdict: { found, notices: [] },
    });
    const got = await download(body.id);
    expect(got.statusCode).toBe(200);
    expect(got.rawPayload.equals(bytes)).toBe(true);
    expect(got.headers['content-disposition']).toMatch(/^attachment/);
    const linked = await server.app.inject(body.url ?? '');
    expect(linked.statusCode).toBe(200);
    expect(linked.headers['content-disposition']).toMatch(/^attachment/);
  });

  test.each([
    ['macros.docx', macros, 'macros'],
    ['dde.docx', openXml('docx', { main: wordFields('DDEAUTO x') }), 'dde'],
    ['locked.docx', compoundFile([{ path: 'EncryptedPackage', data: 'x' }]), 'encrypted_office'],
    ['script.pdf', pdf('<< /S /JavaScript >>'), 'pdf_javascript'],
    ['launch.pdf', pdf('<< /S /Launch >>'), 'pdf_launch'],
  ])('%s is kept, and given to nobody', async (name, bytes, notice) => {
    const { status, body } = await send(server, headers, bytes, name);
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'quarantined', url: null });
    expect(body.verdict.notices).toEqual([
      { code: notice, message: expect.stringMatching(/\.$/) as string },
    ]);
    const got = await download(body.id);
    expect(got.statusCode).toBe(403);
    expect(got.json()).toMatchObject({ code: 'file.quarantined' });
  });

  test('says what was noticed in the language of who asks', async () => {
    const linking = openXml('docx', {
      parts: [
        {
          name: 'word/_rels/document.xml.rels',
          data: rels([['hyperlink', 'https://example.org', 'External']]),
        },
      ],
    });
    const french = { ...headers, 'accept-language': 'fr' };
    const { body } = await send(server, french, linking, 'liens.docx');
    expect(body).toMatchObject({ status: 'ready' });
    expect(body.verdict.notices[0]).toMatchObject({
      code: 'hyperlinks',
      message: expect.stringContaining('liens') as string,
    });
  });

  test.each([
    ['a PDF called a Word document', plain, 'plan.docx', 415, 'file.type_mismatch'],
    ['text called a PDF', Buffer.from('hello'), 'plan.pdf', 415, 'file.type_mismatch'],
    [
      'a PDF with something before it',
      Buffer.concat([Buffer.from(' '), plain]),
      'plan.pdf',
      415,
      'file.type_mismatch',
    ],
    ['a zip', zip([{ name: 'a', data: 'a' }]), 'a.zip', 415, 'file.type_not_accepted'],
    [
      'a zip called a Word document',
      zip([{ name: 'a', data: 'a' }]),
      'a.docx',
      415,
      'file.type_mismatch',
    ],
    [
      'an installer called a Word document',
      compoundFile([{ path: 'x', data: 'x' }], { classId: '84100c0000000000c000000000000046' }),
      'a.doc',
      415,
      'file.type_mismatch',
    ],
    ['a page of HTML', Buffer.from('<html>'), 'a.html', 415, 'file.type_not_accepted'],
    ['a drawing', Buffer.from('<svg/>'), 'check.svg', 415, 'file.type_not_accepted'],
    ['a broken zip', Buffer.from('PK\x03\x04'), 'a.zip', 415, 'file.type_not_accepted'],
    ['a program', Buffer.from('MZ\0\0'), 'a.txt', 415, 'file.type_mismatch'],
    ['a document cut short', openXml('docx').subarray(0, -40), 'a.docx', 422, 'file.corrupt'],
    ['a PDF cut short', plain.subarray(0, -10), 'a.pdf', 422, 'file.corrupt'],
    [
      'a bomb',
      openXml('docx', { parts: [{ name: 'a', data: 'x', saysInflatedBytes: 3_000_000_000 }] }),
      'a.docx',
      422,
      'file.too_complex',
    ],
    ['nothing', Buffer.alloc(0), 'a.txt', 400, 'file.empty'],
  ])('%s is refused', async (_, bytes, name, status, code) => {
    expect(await send(server, headers, bytes, name)).toMatchObject({ status, body: { code } });
  });

  test('that is not what its name says is called by what it is, in the reader’s language', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    for (const [bytes, name, found] of [
      [svg, 'photo.png', 'SVG'],
      [Buffer.from('hello'), 'plan.pdf', 'TXT'],
      [plain, 'plan.docx', 'PDF'],
    ] as const) {
      const french = { ...headers, 'accept-language': 'fr' };
      const { body } = await send(server, french, bytes, name);
      expect(body.detail, name).toBe(
        `Le contenu de ce fichier est autre chose (${found}) que ce qu’annonce son nom ou son type.`,
      );
    }
  });

  test('may be sent with its type, before or after it', async () => {
    const type = { field: 'file_type', value: 'document' };
    const file: FilePart = { field: 'file', bytes: plain, name: 'plan.pdf' };
    for (const parts of [
      [type, file],
      [file, type],
    ]) {
      expect((await upload(server.app, headers, parts, generalUploadPath)).status).toBe(201);
    }
    const asImage = [file, { field: 'file_type', value: 'image' }];
    const refused = await upload(server.app, headers, asImage, generalUploadPath);
    expect(refused).toMatchObject({ status: 415, body: { code: 'file.type_not_accepted' } });
  });

  test('is no image: the upload of images does not take it', async () => {
    const refused = await upload(server.app, headers, [{ bytes: plain, name: 'plan.pdf' }]);
    expect(refused).toMatchObject({ status: 415, body: { code: 'file.type_not_accepted' } });
  });

  test.each([
    ['a picture', { width: 200, height: 150 }, 201, undefined],
    ['one that is too small', { width: 49, height: 60 }, 422, 'avatar.too_small'],
    ['one that is too long', { width: 300, height: 100 }, 422, 'avatar.too_long'],
  ])('as a person’s picture: %s', async (_, size, status, code) => {
    const fields = [{ field: 'file_type', value: 'avatar' }];
    const answer = await send(server, headers, await jpeg(size), 'me.jpg', fields);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    if (status === 201) expect(answer.body.file_type).toBe('avatar');
  });

  test('which a document cannot be, nor a GIF', async () => {
    const fields = [{ field: 'file_type', value: 'avatar' }];
    for (const [bytes, name] of [
      [plain, 'plan.pdf'],
      [await animated('gif'), 'me.gif'],
    ] as const) {
      const answer = await send(server, headers, bytes, name, fields);
      expect([answer.status, answer.body.code]).toEqual([415, 'file.type_not_accepted']);
    }
  });

  test('and pictures come in by the same call', async () => {
    const { status, body } = await send(server, headers, await jpeg(), 'photo.jpg');
    expect(status).toBe(201);
    expect(body).toMatchObject({ file_type: 'image', status: 'processing' });
  });
});

test('each type has its own limit, and its own formats', async () => {
  await using server = await openTestApp({
    UPLOAD_IMAGE_MAX_BYTES: '3000',
    UPLOAD_DOCUMENT_MAX_BYTES: '20000',
    UPLOAD_DOCUMENT_FORMATS: 'pdf,txt',
  });
  const { headers } = await signedIn(server);
  const large = Buffer.alloc(10_000, 'x');
  expect((await send(server, headers, large, 'a.txt')).status).toBe(201);
  const tooLarge = Buffer.alloc(30_000, 'x');
  expect((await send(server, headers, tooLarge, 'a.txt')).status).toBe(413);
  const picture = await jpeg({ width: 900, height: 700 });
  expect(picture.length).toBeGreaterThan(3_000);
  expect((await send(server, headers, picture, 'a.jpg')).status).toBe(413);
  expect(await send(server, headers, openXml('docx'), 'a.docx')).toMatchObject({
    status: 415,
    body: { code: 'file.type_not_accepted' },
  });
});

test('what is refused leaves nothing behind', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  await send(server, headers, openXml('docx').subarray(0, -40), 'a.docx');
  await send(server, headers, Buffer.from('hello'), 'a.pdf');
  await eventually(() => expectNothingKept(server));
});
