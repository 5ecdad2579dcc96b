/** Bodies and heads that no honest client sends: each has its exact answer, and leaves nothing behind. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import {
  close,
  closed,
  field,
  file,
  rawFormType as type,
  requestHead,
} from '#tests/support/raw-form.ts';
import { connected, exchange } from '#tests/support/raw-http.ts';
import {
  expectNothingKept,
  filesBelow,
  formBody,
  formType,
  signedIn,
  uploadPath,
} from '#tests/support/upload.ts';

const maxBytes = 300_000;
const bulkPath = '/api/v1/core/files/bulk-upload/';
const generalPath = '/api/v1/core/files/upload/';

let server: TestApp;
let port: number;
let authorization: string;
let photo: Buffer;
beforeAll(async () => {
  server = await openTestApp({
    UPLOAD_IMAGE_MAX_BYTES: String(maxBytes),
    UPLOAD_BULK_MAX_FILES: '3',
  });
  authorization = (await signedIn(server)).headers.authorization ?? '';
  port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
  photo = await jpeg();
});
afterAll(() => server[Symbol.asyncDispose]());
type Headers = Record<string, string | number>;

const head = (headers: Headers, to?: { method?: string; path?: string }) =>
  requestHead({ authorization, ...headers }, { path: uploadPath, ...to });

/** A whole request with this body, announced as long as it is. */
function form(body: Buffer | string, headers: Headers = {}, path = uploadPath): Buffer {
  const bytes = Buffer.from(body);
  const sent = { 'content-type': type, 'content-length': bytes.length, ...headers };
  return Buffer.concat([Buffer.from(head(sent, { path })), bytes]);
}

type Row = [what: string, send: () => Buffer | string, status: number, code: string];

const rows: Row[] = [
  // Lengths
  [
    'a length that is no number',
    () => head({ 'content-type': type, 'content-length': 'many' }),
    400,
    'request.malformed',
  ],
  [
    'a length below zero',
    () => head({ 'content-type': type, 'content-length': '-1' }),
    400,
    'request.malformed',
  ],
  [
    'two lengths',
    () => head({ 'content-type': type, 'content-length': '5, 6' }),
    400,
    'request.malformed',
  ],
  [
    'a length and chunks',
    () => head({ 'content-type': type, 'content-length': 5, 'transfer-encoding': 'chunked' }),
    400,
    'request.malformed',
  ],
  [
    'an encoding of the transfer that nobody knows',
    () => head({ 'content-type': type, 'transfer-encoding': 'gzip' }),
    400,
    'request.malformed',
  ],
  [
    'a chunk whose size is no number',
    () => `${head({ 'content-type': type, 'transfer-encoding': 'chunked' })}zz\r\n`,
    400,
    'request.malformed',
  ],
  [
    'chunk extensions without an end',
    () =>
      `${head({ 'content-type': type, 'transfer-encoding': 'chunked' })}5;${'x'.repeat(40_000)}`,
    413,
    'request.too_large',
  ],
  [
    'a length far over the limit',
    () => head({ 'content-type': type, 'content-length': 5_000_000_000 }),
    413,
    'file.too_large',
  ],
  [
    'a length far over the limit, of many files',
    () => head({ 'content-type': type, 'content-length': 50_000_000_000 }, { path: bulkPath }),
    413,
    'request.too_large',
  ],
  [
    'a body shorter than the form',
    () => form(closed(file(photo)).subarray(0, 2_000)),
    400,
    'file.incomplete',
  ],
  ['no body at all', () => form(''), 400, 'file.missing'],
  // Boundaries
  [
    'no boundary',
    () => form('x', { 'content-type': 'multipart/form-data' }),
    400,
    'request.malformed',
  ],
  [
    'an empty boundary',
    () => form('x', { 'content-type': 'multipart/form-data; boundary=' }),
    400,
    'file.incomplete',
  ],
  [
    'a boundary of another form',
    () => form(closed(file(photo)), { 'content-type': 'multipart/form-data; boundary=Y' }),
    400,
    'file.incomplete',
  ],
  [
    'a boundary of 10,000 characters',
    () =>
      form(closed(file(photo)), {
        'content-type': `multipart/form-data; boundary=${'Y'.repeat(10_000)}`,
      }),
    400,
    'request.malformed',
  ],
  ['no last boundary', () => form(file(photo)), 400, 'file.incomplete'],
  ['a last boundary alone', () => form(close), 400, 'file.missing'],
  [
    'boundaries and nothing between them',
    () => form(`--X\r\n--X\r\n--X\r\n--X--\r\n`),
    400,
    'file.missing',
  ],
  ['text that is no form', () => form('not a form at all'), 400, 'file.incomplete'],
  // Heads of parts
  ['a part without a head', () => form(`--X\r\n\r\nhello\r\n--X--\r\n`), 400, 'file.missing'],
  [
    'a part without a name',
    () => form(closed(file(photo, 'filename="a.jpg"'))),
    400,
    'file.missing',
  ],
  [
    'a part that is no form-data',
    () =>
      form(
        `--X\r\nContent-Disposition: attachment; name="image"; filename="a.jpg"\r\n\r\nx\r\n--X--\r\n`,
      ),
    400,
    'file.missing',
  ],
  [
    'a form in a form',
    () =>
      form(
        closed(
          file(
            `--Z\r\n\r\nx\r\n--Z--`,
            'name="image"',
            'Content-Type: multipart/mixed; boundary=Z\r\n',
          ),
        ),
      ),
    400,
    'file.missing',
  ],
  [
    'a file in base64',
    () =>
      form(
        closed(file(photo.toString('base64'), undefined, 'Content-Transfer-Encoding: base64\r\n')),
      ),
    415,
    'file.type_mismatch',
  ],
  // Fields
  [
    'a field of the prototype',
    () => form(closed(field('__proto__', 'x'), file(photo))),
    400,
    'request.malformed',
  ],
  [
    'a field named constructor',
    () => form(closed(field('constructor', 'x'), file(photo))),
    400,
    'request.malformed',
  ],
  [
    'twenty-one fields',
    () => form(closed(...Array.from({ length: 21 }, (_, at) => field(`f${at}`, 'x')), file(photo))),
    413,
    'request.too_large',
  ],
  [
    'a field of 20 kB',
    () => form(closed(field('alt_text', 'x'.repeat(20_000)), file(photo))),
    413,
    'request.too_large',
  ],
  [
    'a field of JSON that is none',
    () => form(closed(field('alt_text', '{', 'Content-Type: application/json\r\n'), file(photo))),
    400,
    'request.malformed',
  ],
  [
    'a field with NUL',
    () => form(closed(field('alt_text', 'a\u0000b'), file(photo))),
    400,
    'request.invalid',
  ],
  [
    'an id that is none',
    () => form(closed(field('project_id', '1 or 1=1'), file(photo))),
    400,
    'request.invalid',
  ],
  [
    'a type that there is not',
    () =>
      form(
        closed(field('file_type', 'video'), file(photo, 'name="file"; filename="a.jpg"')),
        {},
        generalPath,
      ),
    400,
    'request.invalid',
  ],
  // Files
  ['an empty file', () => form(closed(file(''))), 400, 'file.empty'],
  ['two files', () => form(closed(file(photo), file(photo))), 400, 'file.missing'],
  [
    'thirty files',
    () => form(closed(...Array.from({ length: 30 }, () => file('x')))),
    415,
    'file.type_mismatch',
  ],
  [
    'five files, where three are taken',
    () =>
      form(
        closed(...Array.from({ length: 5 }, () => file('x', 'name="files"; filename="a.txt"'))),
        {},
        bulkPath,
      ),
    413,
    'file.too_many',
  ],
  [
    'a file that is a field',
    () => form(closed(field('image', photo.toString('latin1')))),
    413,
    'request.too_large',
  ],
  [
    'one byte more than is taken',
    () => form(closed(file(Buffer.concat([photo, Buffer.alloc(maxBytes + 1 - photo.length)])))),
    413,
    'file.too_large',
  ],
  // Types of the body
  ['JSON', () => form('{}', { 'content-type': 'application/json' }), 400, 'file.missing'],
  [
    'JSON that is none',
    () => form('{', { 'content-type': 'application/json' }),
    400,
    'request.malformed',
  ],
  [
    'a form of the other kind',
    () => form('image=x', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'request.unsupported_type',
  ],
  ['a body of no type', () => head({ 'content-length': 0 }), 400, 'file.missing'],
  [
    'the picture itself',
    () => form(photo, { 'content-type': 'image/jpeg' }),
    415,
    'request.unsupported_type',
  ],
  [
    'a packed body',
    () => form(gzipSync(closed(file(photo))), { 'content-encoding': 'gzip' }),
    400,
    'file.missing',
  ],
  // Heads of requests
  ['a line that is no request', () => 'HELLO\r\n\r\n', 400, 'request.malformed'],
  ['HTTP/2 without asking', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'request.malformed'],
  ['NUL in a header', () => head({ 'x-odd': 'a\u0000b' }), 400, 'request.malformed'],
  [
    'a header’s line that goes on',
    () => `POST ${uploadPath} HTTP/1.1\r\nhost: localhost\r\n folded\r\nx:1\r\n\u0001\r\n\r\n`,
    400,
    'request.malformed',
  ],
  [
    'headers of 100 kB',
    () => head({ 'x-long': 'x'.repeat(100_000) }),
    431,
    'request.headers_too_large',
  ],
  ['no host', () => `POST ${uploadPath} HTTP/1.1\r\n\r\n`, 400, 'request.malformed'],
  [
    'an expectation that nobody meets',
    () => form(closed(file(photo)), { expect: 'a miracle' }),
    417,
    'request.expectation_failed',
  ],
  ['a method that it does not take', () => head({}, { method: 'PUT' }), 404, 'request.not_found'],
  [
    'a path that cannot be decoded',
    () => head({}, { path: '/api/v1/core/files/%zz/' }),
    400,
    'request.malformed',
  ],
];

/** No bytes, not even staged ones, and no event. */
const nothingIsKept = () => eventually(() => expectNothingKept(server));

test.for(rows)('%s', async ([, send, status, code]) => {
  const answer = await exchange(port, (socket) => socket.write(send()));
  expect([answer?.status, answer?.code], answer?.body).toEqual([status, code]);
  await nothingIsKept();
});

test('a sender that says no more is answered, or cut off, and nothing is kept', async () => {
  const whole = closed(file(photo));
  const sent = head({ 'content-type': type, 'content-length': whole.length });
  const answer = await exchange(port, (socket) =>
    socket.end(Buffer.concat([Buffer.from(sent), whole.subarray(0, 9_000)])),
  );
  expect(answer === null || answer.status === 400, answer?.body).toBe(true);
  await nothingIsKept();
});

test('a connection that dies in the middle leaves nothing behind', async () => {
  const body = formBody([{ bytes: await jpeg({ width: 600, height: 400 }) }]);
  const socket = await connected(port);
  socket.write(head({ 'content-type': formType, 'content-length': body.length }));
  socket.write(body.subarray(0, body.length / 2));
  await eventually(async () => {
    expect(await filesBelow(server.services.settings.dataDir)).toHaveLength(1);
  });
  socket.resetAndDestroy();
  await nothingIsKept();
});

test.for([
  ['a part’s head of 100 kB', () => file(photo, undefined, `X-Long: ${'x'.repeat(100_000)}\r\n`)],
  ['a part’s head of 3,000 lines', () => file(photo, undefined, 'X-A: 1\r\n'.repeat(3_000))],
  ['a field nobody asked for', () => Buffer.concat([field('x'.repeat(1_000), 'x'), file(photo)])],
] as const)('%s is passed over', async ([, parts]) => {
  const answer = await exchange(port, (socket) => socket.write(form(closed(parts()))));
  expect(answer?.status).toBe(201);
});
