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
  server = await openTestApp({ UPLOAD_IMAGE_MAX_BYTES: '300000' });
  authorization = (await signedIn(server)).headers.authorization ?? '';
  port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
  photo = await jpeg();
});
afterAll(() => server[Symbol.asyncDispose]());

const head = (headers: Record<string, string | number>) =>
  requestHead({ authorization, ...headers }, { path: uploadPath });

test('chunks without an end are cut off at the limit', async () => {
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  const answer = await exchange(port, (socket: Socket) => {
    const opening = Buffer.concat([Buffer.from(partHead('name="image"; filename="a.jpg"')), photo]);
    socket.write(head({ 'content-type': type, 'transfer-encoding': 'chunked' }));
    socket.write(`${opening.length.toString(16)}\r\n`);
    socket.write(opening);
    socket.write('\r\n');
    const send = () => {
      while (!socket.destroyed && socket.write(chunk, 'latin1'));
    };
    socket.on('drain', send);
    send();
  });
  expect([answer?.status, answer?.code]).toEqual([413, 'file.too_large']);
  await eventually(() => expectNothingKept(server));
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
