/**
 * By how much fifty uploads of ten megabytes at once raise a server's memory: the most that it is
 * resident with while they come, against what it is after a few came and went. Beside it the 100 MB
 * that are allowed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { administrator, startProduct } from '#tests/support/product.ts';
import { signIn } from '#tests/support/rest.ts';
import { startClients } from '../support/clients.ts';
import type { BenchDatabase } from '../support/database.ts';
import type { BenchResult } from '../support/result.ts';
import type { UploadAnswer, UploadRequest } from './uploader.ts';

const uploads = 50;
const megabyte = 1024 * 1024;
const sizeBytes = 10 * megabyte - 1_024;
const allowedMegabytes = 100;
/** What is needed once, whoever comes, is there before the first measurement. */
const warmUp = 8;
const lookEveryMs = 20;

export async function benchUploadMemory(database: BenchDatabase): Promise<BenchResult[]> {
  await using server = await startProduct({
    DATABASE_URL: database.url,
    ROLE: 'server',
    LOG_LEVEL: 'error',
  });
  const { access: token } = await signIn(server.url, administrator);
  const module = new URL('uploader.ts', import.meta.url);
  await using uploader = await startClients<UploadRequest, UploadAnswer>(module, {});
  const document = join(server.dataDir, 'notes.txt');
  await writeFile(
    document,
    Buffer.alloc(sizeBytes, 'Ada went to the garden, and Ben to the sea.\n'),
  );
  const request = {
    url: `${server.url}/api/v1/core/files/upload/`,
    token,
    picture: document,
    field: 'file',
  };
  await uploader.ask({ ...request, times: warmUp, atOnce: 4 });
  const before = await residentBytes(server.pid);
  let most = before;
  const over = new AbortController();
  const looking = (async () => {
    while (!over.signal.aborted) {
      most = Math.max(most, await residentBytes(server.pid));
      await pause(lookEveryMs);
    }
  })();
  await uploader.ask({ ...request, times: uploads, atOnce: uploads });
  over.abort();
  await looking;
  const raised = (most - before) / megabyte;
  return [
    {
      scenario: `${uploads} uploads of 10 MB at once`,
      value: Number(raised.toFixed(1)),
      unit: 'MB more memory',
      limit: allowedMegabytes,
      ratio: Number((allowedMegabytes / raised).toFixed(2)),
      p50_ms: null,
      p99_ms: null,
    },
  ];
}

/** As the kernel counts it. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
}
