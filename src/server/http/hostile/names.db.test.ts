/** Names as nobody should send them, and what people read of them; none is ever part of a path. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { exchange } from '#tests/support/raw-http.ts';
import { filesBelow, formBody, signedIn, upload, uploadPath } from '#tests/support/upload.ts';

let server: TestApp;
let port: number;
let headers: Record<string, string>;
let photo: Buffer;
beforeAll(async () => {
  server = await openTestApp();
  ({ headers } = await signedIn(server));
  port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
  photo = await jpeg();
});
afterAll(() => server[Symbol.asyncDispose]());

/** The bytes of a disposition are sent as they are: `latin1` gives each its own. */
async function sent(disposition: Buffer) {
  const body = Buffer.concat([
    Buffer.from('--X\r\nContent-Disposition: form-data; name="image"; '),
    disposition,
    Buffer.from('\r\n\r\n'),
    photo,
    Buffer.from('\r\n--X--\r\n'),
  ]);
  const head = [
    `POST ${uploadPath} HTTP/1.1`,
    'host: localhost',
    `authorization: ${headers.authorization}`,
    'content-type: multipart/form-data; boundary=X',
    `content-length: ${body.length}`,
  ].join('\r\n');
  const answer = await exchange(port, (socket) => {
    socket.write(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]));
  });
  if (answer?.status !== 201) return `${answer?.status} ${answer?.code}`;
  return (JSON.parse(answer.body) as FileEntity).original_name;
}

const named = (name: string) => Buffer.from(`filename="${name}"`);
const raw = (disposition: string) => Buffer.from(disposition, 'latin1');
const composed = '\u00e9'.repeat(125);

test.for<[string, Buffer, string]>([
  ['a path of Unix', named('../../../etc/passwd.jpg'), 'passwd.jpg'],
  ['a path of Windows', named('..\\\\..\\\\windows\\\\a.jpg'), 'a.jpg'],
  ['a drive', named('C:\\\\Users\\\\ana\\\\a.jpg'), 'a.jpg'],
  ['a path that is encoded', named('%2e%2e%2f%2e%2e%2fa.jpg'), '%2e%2e%2f%2e%2e%2fa.jpg'],
  ['the other notation', raw("filename*=UTF-8''..%2f..%2fetc%2fpasswd.jpg"), 'passwd.jpg'],
  ['both notations', raw('filename="a.jpg"; filename*=UTF-8\'\'%c3%a9.jpg'), 'a.jpg'],
  ['a folder and no name', named('folder/'), 'picture.jpeg'],
  ['dots alone', named('..'), 'picture.jpeg'],
  ['a dot alone', named('.'), 'picture.jpeg'],
  ['spaces alone', named('   '), 'picture.jpeg'],
  ['an ending alone', named('.jpg'), '.jpg'],
  ['control characters', named('a\u0001\u0007\u001b[31m\u007f.jpg'), 'a[31m.jpg'],
  ['control characters of the second row', named('a\u0085\u009b.jpg'), 'a.jpg'],
  ['text turned around', named('photo\u202egpj.exe.jpg'), 'photogpj.exe.jpg'],
  ['text set apart', named('a\u2066b\u2069\u061c\u200f.jpg'), 'ab.jpg'],
  ['lines that end', named('a\u2028b\u2029c.jpg'), 'abc.jpg'],
  ['what takes no room', named('a\u200b\u2060\u00adb.jpg'), 'ab.jpg'],
  ['a face that is joined', named('👩\u200d🚀.jpg'), '👩\u200d🚀.jpg'],
  ['the ending of a program, behind it a joiner', named('a.exe\u200d'), '415 file.type_mismatch'],
  ['a mark of byte order', named('\ufeffa.jpg'), 'a.jpg'],
  ['accents of their own', named('e\u0301te\u0301.jpg'), 'été.jpg'],
  ['300 letters', named(`${'a'.repeat(300)}.jpg`), `${'a'.repeat(251)}.jpg`],
  ['255 bytes, of two each', named(`${'e\u0301'.repeat(300)}.jpeg`), `${composed}.jpeg`],
  ['faces of four bytes', named(`${'😀'.repeat(100)}.jpg`), `${'😀'.repeat(62)}.jpg`],
  ['bytes that are no UTF-8', raw('filename="a\xff\xfe.jpg"'), 'a\ufffd\ufffd.jpg'],
  ['half a character', raw('filename="a\xed\xa0\x80.jpg"'), 'a\ufffd\ufffd\ufffd.jpg'],
  ['a name of Windows’ own', named('CON.jpg'), 'CON.jpg'],
  ['a file that servers mind', named('.htaccess'), '.htaccess'],
  ['markup', named('<img src=x onerror=alert(1)>.jpg'), '<img src=x onerror=alert(1)>.jpg'],
  ['a formula', named("=cmd|' C'!A0.jpg"), "=cmd|' C'!A0.jpg"],
  ['quotes that are escaped', named('a\\"b.jpg'), 'a"b.jpg'],
  ['quotes and lines’ ends, as browsers send them', named('a%22b%0D%0Ac%0a.jpg'), 'a"bc%0a.jpg'],
  ['an ending in capitals', named('A.JPG'), 'A.JPG'],
  ['two endings, the last one right', named('a.exe.jpg'), 'a.exe.jpg'],
  ['two endings, the last one wrong', named('a.jpg.exe'), '415 file.type_mismatch'],
  ['the ending of a page', named('a.html'), '415 file.type_mismatch'],
  ['the ending of a drawing', named('a.svg'), '415 file.type_mismatch'],
  ['the ending of another picture', named('a.png'), '415 file.type_mismatch'],
  ['the ending of a program, behind it a dot', named('a.exe.'), '415 file.type_mismatch'],
  [
    'the ending of a program, behind it what nobody sees',
    named('a.exe\u200f'),
    '415 file.type_mismatch',
  ],
  ['a dot at the end', named('a.jpg.'), 'a.jpg'],
  ['the ending of a program, after a space', named('a.exe '), '415 file.type_mismatch'],
])('%s', async ([, disposition, expected]) => {
  expect(await sent(disposition)).toBe(expected);
});

test('whatever they were called, they lie under ids', async () => {
  for (const path of await filesBelow(server.services.settings.dataDir)) {
    const key = path.slice(server.services.settings.dataDir.length);
    expect(key).toMatch(/^\/\d{4}\/\d{2}\/[0-9a-f-]{36}\.jpg$/);
  }
});

describe('a name that is changed', () => {
  let id: string;
  beforeAll(async () => {
    id = (await upload(server.app, headers, [{ bytes: photo, name: 'a.jpg' }])).body.id;
  });

  test.for<[string, unknown, number, string]>([
    ['to a path', '../../b.jpg', 200, 'b.jpg'],
    ['to text turned around', 'a\u202eb.jpg', 200, 'ab.jpg'],
    ['to half a character', 'a\ud800.jpg', 400, 'request.invalid'],
    ['to one with NUL', 'a\u0000b.jpg', 400, 'request.invalid'],
    ['to nothing', '', 400, 'request.invalid'],
    ['to dots', '..', 400, 'request.invalid'],
    ['to what nobody sees', '\u202e\u0007', 400, 'request.invalid'],
    ['to 1,001 characters', 'a'.repeat(1_001), 400, 'request.invalid'],
    ['to a number', 7, 400, 'request.invalid'],
    ['to another type', 'a.pdf', 415, 'file.type_mismatch'],
  ])('%s', async ([, name, status, expected]) => {
    const answer = await rest<FileEntity & { code: string }>(
      server.app,
      'PATCH',
      `core/files/${id}/`,
      { headers, body: { name } },
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(status === 200 ? answer.body.original_name : answer.body.code).toBe(expected);
  });
});

test.for([
  ['a"b\\c;d.txt', `attachment; filename="a_b_c;d.txt"; filename*=UTF-8''a%22b%5Cc%3Bd.txt`],
  [
    'Ünïcode 😀.txt',
    `attachment; filename="_n_code __.txt"; filename*=UTF-8''%C3%9Cn%C3%AFcode%20%F0%9F%98%80.txt`,
  ],
  ["it's%41.txt", `attachment; filename="it's_41.txt"; filename*=UTF-8''it%27s%2541.txt`],
] as const)('a download of %s has one name, in one line', async ([name, expected]) => {
  const bytes = Buffer.from(`${name}\n`);
  const part = { field: 'file', bytes, name: name.replaceAll(/["\\]/g, '\\$&'), type: '' };
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/v1/core/files/upload/',
    headers: {
      ...headers,
      'content-type': 'multipart/form-data; boundary=----ecosystia-test-boundary',
    },
    payload: formBody([part]),
  });
  const { id } = response.json<FileEntity>();
  const answer = await server.app.inject({ url: `/api/v1/core/files/${id}/download/`, headers });
  // The backslash ends a folder's name.
  const shown = expected.replace('a_b_c;d', 'c;d').replace('a%22b%5Cc', 'c');
  expect(answer.headers['content-disposition']).toBe(name.includes('\\') ? shown : expected);
});
