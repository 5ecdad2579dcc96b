import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pdf } from '#tests/support/pdf.ts';
import { InspectionThreads } from './inspect-in-thread.ts';

const busy = new URL('../../../tests/support/threads/busy-thread.ts', import.meta.url);
const limits = { processorMs: 200, elapsedMs: 1_000, heapMb: 32 };
const tooComplex = { is: 'unacceptable', code: 'file.too_complex' };
const found = (name: string) => ({ is: 'other', name });

test.each(['loop', 'backtrack', 'memory', 'silent'])(
  'one that would go on (%s) is refused in time; the loop goes on, and so do others',
  async (path) => {
    const threads = new InspectionThreads(limits, busy);
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    const before = process.cpuUsage();
    expect(await threads.inspect(path)).toEqual(tooComplex);
    clearInterval(turning);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(2);
    expect(turns).toBeGreaterThan(5);
    expect(await threads.inspect('next')).toEqual(found('next'));
  },
);

test('a fault of the thread is told, and the next one starts anew', async () => {
  const threads = new InspectionThreads(limits, busy);
  await expect(threads.inspect('fault')).rejects.toThrow('a fault of ours');
  await expect(threads.inspect('exit')).rejects.toThrow('ended');
  const names = Array.from({ length: 20 }, (_, index) => String(index));
  expect(await Promise.all(names.map((name) => threads.inspect(name)))).toEqual(names.map(found));
});

test('says what the reader says, also where it cannot read', async () => {
  const threads = new InspectionThreads();
  const folder = await mkdtemp(join(tmpdir(), 'documents-'));
  try {
    await writeFile(join(folder, 'plan'), pdf('<< /Type /Catalog >>'));
    expect(await threads.inspect(join(folder, 'plan'))).toEqual({
      is: 'document',
      formats: ['pdf'],
      notices: [],
    });
    await expect(threads.inspect(join(folder, 'gone'))).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
