/** Multipart forms as clients send them, and what is on the disk after. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { bearer, type TestServer } from './app.ts';
import { addPerson, tokensOf } from './sign-in.ts';

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

/** Somebody new, and the headers that say so. */
export async function signedIn(server: TestServer, email = 'ana@example.org') {
  const id = await addPerson(server, { email });
  return { id, headers: bearer((await tokensOf(server.app, email)).access) };
}

export async function fileEvents({ services }: TestServer): Promise<number> {
  const [row] = await services.platform.database.sql<{ count: number }[]>`
    select count(*)::int as count from log.events where stream like 'file-%'`;
  return row?.count ?? 0;
}

/** No row and no bytes, not even temporary ones. */
export async function expectNothingKept(server: TestServer): Promise<void> {
  expect(await filesBelow(server.services.settings.dataDir)).toEqual([]);
  expect(await fileEvents(server)).toBe(0);
}
