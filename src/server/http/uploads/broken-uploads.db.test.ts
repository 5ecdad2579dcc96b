/** Uploads that break on the way, over real connections. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import {
  expectNothingKept,
  filesBelow,
  formBody,
  formType,
  signedIn,
  uploadPath,
} from '#tests/support/upload.ts';

let server: TestApp;
let authorization: string;
let port: number;
beforeAll(async () => {
  server = await openTestApp({ UPLOAD_IMAGE_MAX_BYTES: '300000' });
  authorization = (await signedIn(server)).headers.authorization ?? '';
  const url = await server.app.listen({ port: 0, host: '127.0.0.1' });
  port = Number(new URL(url).port);
});
afterAll(() => server[Symbol.asyncDispose]());

/** A connection that has sent the head of an upload. */
async function uploading(headers: Record<string, string | number>): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const all = { host: 'localhost', authorization, 'content-type': formType, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${uploadPath} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return socket;
}

/** The status and code of the answer, as soon as the body's JSON is whole. */
function answerOn(socket: Socket): Promise<{ status: number; code: string | undefined }> {
  return new Promise((resolve, reject) => {
    let received = '';
    socket.on('data', (chunk) => {
      received += String(chunk);
      const body = /\r\n\r\n(\{.*\})/s.exec(received)?.[1];
      if (!body) return;
      const { code } = JSON.parse(body) as { code?: string };
      resolve({ status: Number(received.slice(9, 12)), code });
    });
    socket.once('close', () => reject(new Error(`no answer, only: ${received}`)));
  });
}

async function post(body: Buffer, type = formType) {
  const socket = await uploading({ 'content-length': body.length, 'content-type': type });
  socket.write(body);
  const answer = await answerOn(socket);
  socket.destroy();
  return answer;
}

test('a connection lost in the middle leaves nothing behind', async () => {
  const body = formBody([{ bytes: await jpeg({ width: 600, height: 400 }) }]);
  const socket = await uploading({ 'content-length': body.length });
  socket.write(body.subarray(0, body.length / 2));
  await eventually(async () => {
    expect(await filesBelow(server.services.settings.dataDir)).toHaveLength(1);
  });
  socket.destroy();
  await eventually(() => expectNothingKept(server));
});

test('a body that ends too soon is told so', async () => {
  const body = formBody([{ bytes: await jpeg() }]);
  const short = body.subarray(0, body.length - 1_000);
  expect(await post(short)).toEqual({ status: 400, code: 'file.incomplete' });
  await expectNothingKept(server);
});

test('what is no form is refused as malformed, never with a 500', async () => {
  const broken: [Buffer, string, object][] = [
    [Buffer.from('not a form at all'), formType, { status: 400 }],
    [Buffer.from('x'), 'multipart/form-data', { status: 400 }],
    [Buffer.from('x'), 'multipart/form-data; boundary=', { status: 400 }],
    [Buffer.from('{}'), 'application/json', { status: 400, code: 'file.missing' }],
    [Buffer.alloc(0), formType, { status: 400, code: 'file.missing' }],
    [formBody([{ field: '__proto__', value: 'x' }]), formType, { status: 400 }],
    [formBody([{ field: 'alt_text', value: 'x'.repeat(20_000) }]), formType, { status: 413 }],
    [
      formBody(Array.from({ length: 50 }, (_, index) => ({ field: `f${index}`, value: 'x' }))),
      formType,
      { status: 413 },
    ],
  ];
  for (const [body, type, expected] of broken) {
    expect(await post(body, type), `${type} ${body.toString('latin1', 0, 80)}`).toMatchObject(
      expected,
    );
  }
  await expectNothingKept(server);
});

test('an announced size far over the limit is refused before the body comes', async () => {
  const socket = await uploading({ 'content-length': 5_000_000_000 });
  expect(await answerOn(socket)).toEqual({ status: 413, code: 'file.too_large' });
  socket.destroy();
});

test('a body without an announced size is cut off at the limit', async () => {
  const socket = await uploading({ 'transfer-encoding': 'chunked' });
  const head = formBody([{ bytes: await jpeg() }]).subarray(0, -60);
  socket.write(`${head.length.toString(16)}\r\n`);
  socket.write(head);
  socket.write('\r\n');
  const answer = answerOn(socket);
  const more = Buffer.alloc(64 * 1024);
  // Until the server has had enough: it answers, reads on for a moment, then closes.
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const send = () => {
    while (!socket.destroyed && socket.write(`10000\r\n${more.toString('latin1')}\r\n`, 'latin1'));
  };
  socket.on('drain', send);
  send();
  expect(await answer).toEqual({ status: 413, code: 'file.too_large' });
  await closed;
  await expectNothingKept(server);
});

test('after a refusal the same connection takes the next request', async () => {
  const tooLarge = formBody([{ bytes: Buffer.concat([await jpeg(), Buffer.alloc(310_000)]) }]);
  const url = `http://127.0.0.1:${port}${uploadPath}`;
  const send = async (body: Buffer) =>
    fetch(url, { method: 'POST', headers: { authorization, 'content-type': formType }, body });
  for (let round = 0; round < 3; round += 1) expect((await send(tooLarge)).status).toBe(413);
  expect((await send(formBody([{ bytes: await jpeg() }]))).status).toBe(201);
});
