/**
 * Asks the scanner again about files whose own job will not: those over its limits, which somebody
 * may have raised, and those that waited for longer than a job is tried.
 */
import { clockJob } from '#infra/jobs/clock-job.ts';
import { type JobHandler, TryLaterError } from '#infra/jobs/job.ts';
import type { Platform } from '#infra/platform.ts';
import { filesToScanAgain } from '#readmodels/files/scans.query.ts';
import { scanFile, type ScanNeeds } from './scan-file.handler.ts';

const batchSize = 100;
const triedForMs = 24 * 60 * 60 * 1000;

type Needed = ScanNeeds & { platform: Pick<Platform, 'database'> };

export function scanAgainHandler(needed: Needed): JobHandler<object> {
  return clockJob({
    queue: 'files.scan-again',
    cron: '41 * * * *',
    expireInSeconds: 3_000,
    run: (signal) => scanAgain(needed, new Date(Date.now() - triedForMs), signal),
  });
}

/** Of those that wait only what came before `before`. Where the scanner is away the next run goes on. */
export async function scanAgain(needed: Needed, before: Date, signal: AbortSignal): Promise<void> {
  const { sql } = needed.platform.database;
  let after: string | null = null;
  do {
    const ids: string[] = await filesToScanAgain(sql, { before, after, limit: batchSize });
    for (const fileId of ids) {
      signal.throwIfAborted();
      try {
        await scanFile(needed, { fileId }, signal);
      } catch (error) {
        if (error instanceof TryLaterError) return;
        needed.log.error({ err: error, fileId }, 'a file could not be scanned again');
      }
    }
    after = ids.at(-1) ?? null;
  } while (after !== null);
}
