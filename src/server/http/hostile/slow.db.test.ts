/** Senders that never come to an end, or never get on. */
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { file, partHead, rawFormType as type, requestHead } from '#tests/support/raw-form.ts';
import { exchange } from '#tests/support/raw-http.ts';
import { expectNothingKept, signedIn, uploadPath } from '#tests/support/upload.ts';

let server: TestApp;
let port: number;
let authorization: string;
let photo: Buffer;
beforeAll(async () => {
  server = await openTestApp({
    UPLOAD_IMAGE_MAX_BYTES: '300000',
    UPLOAD_DOCUMENT_MAX_BYTES: '300000',
    UPLOAD_BULK_MAX_FILES: '3',
  });
  authorization = (await signedIn(server)).headers.authorization ?? '';
  port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
  photo = await jpeg();
});
afterAll(() => server[Symbol.asyncDispose]());

const head = (headers: Record<string, string | number>, path = uploadPath) =>
  requestHead({ authorization, ...headers }, { path });

const imagePart = 'name="image"; filename="a.jpg"';
const bulkPath = '/api/v1/core/files/bulk-upload/';
const chunkOf = (bytes: Buffer | string) => {
  const length = Buffer.byteLength(bytes).toString(16);
  return Buffer.concat([Buffer.from(`${length}\r\n`), Buffer.from(bytes), Buffer.from('\r\n')]);
};

test.for<[what: string, opening: () => string | Buffer, code: string, path?: string]>([
  ['a file', () => Buffer.concat([Buffer.from(partHead(imagePart)), photo]), 'file.too_large'],
  ['what stands before a form', () => 'x', 'file.too_large'],
  ['a field', () => partHead('name="alt_text"'), 'file.too_large'],
  ['the head of a part', () => partHead(imagePart).trimEnd(), 'file.too_large'],
  [
    'a file that was refused, among others',
    () => `${partHead('name="files"; filename="a.exe"')}MZ\0\0`,
    'request.too_large',
    bulkPath,
  ],
  [
    'what stands behind a form',
    () => Buffer.concat([file(photo), Buffer.from('--X--\r\n')]),
    'file.too_large',
  ],
])('%s without an end is cut off at the limit', async ([, opening, code, path]) => {
  const chunk = chunkOf('x'.repeat(0x10000));
  const answer = await exchange(port, (socket: Socket) => {
    socket.write(head({ 'content-type': type, 'transfer-encoding': 'chunked' }, path));
    socket.write(chunkOf(opening()));
    const send = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', send);
    send();
  });
  expect([answer?.status, answer?.code]).toEqual([413, code]);
  await eventually(() => expectNothingKept(server));
});

test('who listens only when everything is sent is answered, also by an upload that was over before', async () => {
  const answer = await exchange(port, async (socket: Socket) => {
    const sent = {
      'content-type': 'application/offset+octet-stream',
      'tus-resumable': '1.0.0',
      'upload-length': 1_000,
      'transfer-encoding': 'chunked',
    };
    socket.write(head(sent, '/api/v1/core/files/tus/'));
    const chunk = chunkOf('x'.repeat(0x10000));
    for (let count = 0; count < 200; count += 1) socket.write(chunk);
    await new Promise((resolve) => socket.write('0\r\n\r\n', resolve));
  });
  expect([answer?.status, answer?.code]).toEqual([413, 'request.too_large']);
});

test('who takes too long over the head or the body is told so', async () => {
  // The product's own are 5 s and 120 s.
  Object.assign(server.app.server, { headersTimeout: 1_000, requestTimeout: 2_000 });
  try {
    const slowHead = await exchange(port, (socket) =>
      socket.write('POST / HTTP/1.1\r\nhost: a\r\nx-'),
    );
    expect([slowHead?.status, slowHead?.code]).toEqual([408, 'request.too_slow']);
    const sent = head({ 'content-type': type, 'content-length': photo.length + 300 });
    const slowBody = await exchange(port, (socket) => {
      socket.write(Buffer.concat([Buffer.from(sent), file(photo).subarray(0, 3_000)]));
    });
    expect([slowBody?.status, slowBody?.code]).toEqual([408, 'request.too_slow']);
  } finally {
    Object.assign(server.app.server, { headersTimeout: 5_000, requestTimeout: 120_000 });
  }
});
