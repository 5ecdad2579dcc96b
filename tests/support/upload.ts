/** Multipart forms as clients send them, and what is on the disk after. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { bearer, rest, type TestServer } from './app.ts';
import { addPerson, tokensOf } from './sign-in.ts';
import { eventually } from './eventually.ts';

const boundary = '----ecosystia-test-boundary';

export interface FilePart {
  field?: string;
  name?: string;
  /** Empty for a part that says none. */
  type?: string;
  bytes: Uint8Array;
}

type Part = FilePart | { field: string; value: string };

/** The body of a form, its parts in the order given. */
export function formBody(parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap((part) => {
    const { field = 'image' } = part;
    if ('value' in part) {
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n`;
      return [Buffer.from(`${head}${part.value}\r\n`)];
    }
    const { name = 'photo.jpg', type = 'application/octet-stream', bytes } = part;
    const head =
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n` +
      `${type ? `Content-Type: ${type}\r\n` : ''}\r\n`;
    return [Buffer.from(head), bytes, Buffer.from('\r\n')];
  });
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

export const formType = `multipart/form-data; boundary=${boundary}`;
export const uploadPath = '/api/v1/core/images/upload/';
export const generalUploadPath = '/api/v1/core/files/upload/';

export interface UploadAnswer {
  status: number;
  /** The File, or a problem. */
  body: FileEntity & { code: string; detail: string; errors: { field: string }[] };
  headers: Record<string, unknown>;
}

/** Sends a form to an upload: that of images, unless another is given. */
export async function upload(
  app: FastifyInstance,
  headers: Record<string, string>,
  parts: readonly Part[],
  path = uploadPath,
): Promise<UploadAnswer> {
  const response = await app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': formType, ...headers },
    payload: formBody(parts),
  });
  return { status: response.statusCode, body: response.json(), headers: response.headers };
}

/** Every file below a folder, temporary ones too. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What the files below a folder take together. */
export async function bytesBelow(folder: string): Promise<number> {
  const found = (await filesBelow(folder)).map(async (path) => (await stat(path)).size);
  return (await Promise.all(found)).reduce((sum, size) => sum + size, 0);
}

/** Somebody new, and the headers that say so. */
export async function signedIn(server: TestServer, email = 'ana@example.org') {
  const id = await addPerson(server, { email });
  return { id, headers: bearer((await tokensOf(server.app, email)).access) };
}

export async function fileOf(
  { app }: TestServer,
  headers: Record<string, string>,
  id: string,
): Promise<FileEntity> {
  const { body } = await rest<FileEntity>(app, 'GET', `core/files/${id}/`, { headers });
  return body;
}

async function downloadOf({ app }: TestServer, headers: Record<string, string>, id: string) {
  return app.inject({ url: `/api/v1/core/files/${id}/download/`, headers });
}

/** Within the pauses of a job that was tried before. */
export async function expectReady(
  server: TestServer,
  headers: Record<string, string>,
  id: string,
): Promise<void> {
  await eventually(async () => {
    const file = await fileOf(server, headers, id);
    expect([file.status, file.verdict.notices]).toEqual(['ready', []]);
  });
  expect((await downloadOf(server, headers, id)).statusCode).toBe(200);
}

/** Quarantined for what the scanner found, and its bytes are given to nobody. */
export async function expectInfected(
  server: TestServer,
  headers: Record<string, string>,
  id: string,
): Promise<void> {
  await eventually(async () => {
    const { status, url, thumbnails, verdict } = await fileOf(server, headers, id);
    expect([status, url, thumbnails]).toEqual(['quarantined', null, []]);
    expect(verdict.notices.map(({ code }) => code)).toContain('infected');
  });
  const download = await downloadOf(server, headers, id);
  expect([download.statusCode, download.json<{ code: string }>().code]).toEqual([
    403,
    'file.quarantined',
  ]);
}

/** Not answered for yet, and until then given to nobody. */
export async function expectWaiting(
  server: TestServer,
  headers: Record<string, string>,
  id: string,
  notice: string,
): Promise<void> {
  const { status, url, verdict } = await fileOf(server, headers, id);
  expect([status, url]).toEqual(['processing', null]);
  expect(verdict.notices.map(({ code }) => code)).toContain(notice);
  const download = await downloadOf(server, headers, id);
  expect([download.statusCode, download.json<{ code: string }>().code]).toEqual([
    409,
    'file.not_ready',
  ]);
}

export async function fileEvents({ services }: TestServer): Promise<number> {
  const [row] = await services.platform.database.sql<{ count: number }[]>`
    select count(*)::int as count from log.events where stream like 'file-%'`;
  return row?.count ?? 0;
}

/** Where the bytes of a file are. */
export async function storageKeyOf({ services }: TestServer, fileId: string): Promise<string> {
  const [row] = await services.platform.database.sql<{ key: string }[]>`
    select data ->> 'storageKey' as key from log.events
    where stream = ${`file-${fileId}`} and version = 1`;
  return row?.key ?? '';
}

/** No row and no bytes, not even temporary ones. */
export async function expectNothingKept(server: TestServer): Promise<void> {
  expect(await filesBelow(server.services.settings.dataDir)).toEqual([]);
  expect(await fileEvents(server)).toBe(0);
}
