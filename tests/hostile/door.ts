/** Sends each hostile file through the real door of uploads, and looks at what it cost. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { TestApp } from '#tests/support/app.ts';
import { fileEvents, filesBelow, generalUploadPath, upload } from '#tests/support/upload.ts';

export interface HostileFile {
  name: string;
  bytes: Buffer;
  type?: string;
}

/** Status, and the refusal's code or, of what is taken, its state and what was noticed. */
export type Expected = [status: number, code: string, ...notices: string[]];

export const quarantined = (...notices: string[]): Expected => [201, 'quarantined', ...notices];
export const ready = (...notices: string[]): Expected => [201, 'ready', ...notices];
export const processing: Expected = [201, 'processing'];
export const tooManyPixels: Expected = [422, 'file.too_many_pixels'];
export const tooComplex: Expected = [422, 'file.too_complex'];
export const corrupt: Expected = [422, 'file.corrupt'];
export const mismatch: Expected = [415, 'file.type_mismatch'];
export const notTaken: Expected = [415, 'file.type_not_accepted'];

/** What no refused file may take of all processors together. */
const maxRefusedSeconds = 2;
/** What no file, refused or taken, may make this process grow by at its highest. */
const maxGrownBytes = 200_000_000;

/** The exact answer, within what a refusal may cost; what was refused is nowhere after, what is quarantined given to nobody. */
export async function expectAnswer(
  server: TestApp,
  headers: Record<string, string>,
  file: HostileFile,
  expected: Expected,
): Promise<void> {
  const keptBefore = await kept(server);
  const memory = await watchedMemory();
  const before = process.cpuUsage();
  const part = { field: 'file', ...file };
  const { status, body } = await upload(server.app, headers, [part], generalUploadPath);
  const { user, system } = process.cpuUsage(before);
  const answer =
    status === 201
      ? [status, body.status, ...body.verdict.notices.map(({ code }) => code)]
      : [status, body.code];
  expect(answer).toEqual(expected);
  expect(await memory.grownBytes()).toBeLessThan(maxGrownBytes);
  if (status !== 201) {
    expect((user + system) / 1_000_000).toBeLessThan(maxRefusedSeconds);
    expect(await kept(server)).toEqual(keptBefore);
  }
  if (answer[1] === 'quarantined') await expectNotGiven(server, headers, body.id);
}

async function expectNotGiven({ app }: TestApp, headers: Record<string, string>, id: string) {
  const download = await app.inject({ url: `/api/v1/core/files/${id}/download/`, headers });
  const { code } = download.json<{ code: string }>();
  expect([download.statusCode, code]).toEqual([403, 'file.quarantined']);
}

async function kept(server: TestApp) {
  const paths = await filesBelow(server.services.settings.dataDir);
  return { paths: paths.toSorted(), events: await fileEvents(server) };
}

/** By the kernel, which is asked to forget the highest so far; where there is none such, nothing grows. */
async function watchedMemory() {
  const [highest, forget] = ['/proc/self/status', '/proc/self/clear_refs'];
  if (!existsSync(forget)) return { grownBytes: async () => 0 };
  const peakBytes = async () =>
    Number(/VmHWM:\s+(\d+)/.exec(await readFile(highest, 'utf8'))?.[1]) * 1_024;
  await writeFile(forget, '5');
  const idleBytes = await peakBytes();
  return { grownBytes: async () => (await peakBytes()) - idleBytes };
}
