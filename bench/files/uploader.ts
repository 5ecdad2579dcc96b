/** Uploads files over HTTP, as a browser does, from a process of its own. No two are the same. */
import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerParent } from '../support/clients.ts';

export interface UploadRequest {
  /** The whole address of the upload. */
  url: string;
  token: string;
  /** The file's path: a JPEG, or a text. */
  picture: string;
  /** Under which name the form has it. */
  field: string;
  times: number;
  atOnce: number;
}

export interface UploadAnswer {
  ids: string[];
  tookMs: number;
  latenciesMs: number[];
}

const boundary = '----ecosystia-bench';
let sent = 0;

answerParent<UploadRequest, UploadAnswer>(async (request) => {
  const bytes = await readFile(request.picture);
  const ids: string[] = [];
  const latenciesMs: number[] = [];
  let left = request.times;
  const startedAt = performance.now();
  const uploadNext = async () => {
    while (left > 0) {
      left -= 1;
      const sentAt = performance.now();
      ids.push(await upload(request, bytes));
      latenciesMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: request.atOnce }, uploadNext));
  return { ids, tookMs: performance.now() - startedAt, latenciesMs };
});

async function upload({ url, token, field }: UploadRequest, bytes: Buffer): Promise<string> {
  const parts = formOf(field, bytes);
  const answer = Promise.withResolvers<{ status: number; body: string }>();
  const request = httpRequest(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': parts.reduce((sum, { length }) => sum + length, 0),
    },
  });
  request.on('error', answer.reject);
  request.on('response', (response) => {
    text(response).then((body) => {
      answer.resolve({ status: response.statusCode ?? 0, body });
    }, answer.reject);
  });
  request.cork();
  for (const part of parts) request.write(part);
  request.end();
  const { status, body } = await answer.promise;
  if (status !== 201) throw new Error(`the upload was answered ${status}: ${body}`);
  return String((JSON.parse(body) as { id: string | number }).id);
}

/** The same bytes but for a number: in a JPEG's comment, or before a text. */
function formOf(field: string, bytes: Buffer): Buffer[] {
  const isJpeg = bytes.readUInt16BE(0) === 0xffd8;
  const number = String((sent += 1)).padStart(12, '0');
  const mark = Buffer.from(`${process.pid} ${number}\n`.padStart(24, '0'));
  const own = isJpeg
    ? [bytes.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, mark.length + 2]), mark, bytes.subarray(2)]
    : [mark, bytes];
  const name = isJpeg ? 'photo.jpg' : 'notes.txt';
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n` +
    `Content-Type: ${isJpeg ? 'image/jpeg' : 'text/plain'}\r\n\r\n`;
  return [Buffer.from(head), ...own, Buffer.from(`\r\n--${boundary}--\r\n`)];
}
