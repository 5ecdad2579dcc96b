import type { Logger } from 'pino';
import { type FileCommand, type FileState, fileDecider } from '#domain/files/file.decider.ts';
import { isScanAwaited } from '#domain/files/scan.ts';
import { scan, ScannerUnavailableError, type ScanVerdict } from '#infra/antivirus/clamd.ts';
import { type JobHandler, TryLaterError } from '#infra/jobs/job.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { loadState } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import type { Storage } from '#infra/storage/storage.ts';
import type { FileJobData } from './file-job.ts';
import { scanFileJob } from './scan-file.job.ts';

export interface ScanNeeds {
  platform: Pick<Platform, 'eventLog'>;
  storage: Storage;
  /** Null where this worker was given none: what was promised to be scanned waits all the same. */
  clamdUrl: string | null;
  /** Less than usual, for tests. */
  clamdIdleTimeoutMs?: number | undefined;
  log: Logger;
}

/** However slowly it goes on taking bytes; below the job's own limit. */
const scanTimeoutMs = 120_000;
const maxSignatureCharacters = 200;

/** Asks the scanner about a file and records the answer. Without one the file goes on waiting. */
export function scanFileHandler(needed: ScanNeeds): JobHandler<FileJobData> {
  return {
    definition: scanFileJob,
    run: ({ fileId, eventId }, signal) => scanFile(needed, { fileId, eventId }, signal),
  };
}

export async function scanFile(
  needed: ScanNeeds,
  { fileId, eventId }: { fileId: string; eventId?: string },
  signal: AbortSignal,
): Promise<void> {
  const { platform, log } = needed;
  const { sql, keys } = platform.eventLog;
  const file = await loadState(sql, keys, fileDecider, fileId);
  if (!file.uploaded || file.status === 'deleted' || !isScanAwaited(file.scan)) return;
  const record = (command: FileCommand) => recordScan(needed, { fileId, eventId, file }, command);
  try {
    const verdict = await ask(needed, file.uploaded.storageKey, signal);
    const answer = commandOf(verdict);
    if (answer.outcome !== 'clean') log.warn({ fileId, verdict }, 'a file was not called clean');
    await record(answer);
  } catch (error) {
    if (signal.aborted || !(error instanceof ScannerUnavailableError)) throw error;
    if (file.scan === 'waiting') log.warn({ err: error, fileId }, 'a file could not be scanned');
    await record({ type: 'DelayScan' });
    throw new TryLaterError(error.message, { cause: error });
  }
}

async function ask(
  { storage, clamdUrl, clamdIdleTimeoutMs: idleTimeoutMs }: ScanNeeds,
  storageKey: string,
  signal: AbortSignal,
): Promise<ScanVerdict> {
  if (!clamdUrl) throw new ScannerUnavailableError('CLAMD_URL is not set in this worker');
  const bytes = await storage.open(storageKey);
  if (!bytes) throw new Error(`the bytes of ${storageKey} are not there`);
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(scanTimeoutMs)]);
    return await scan({ url: clamdUrl, idleTimeoutMs }, bytes, limit);
  } finally {
    bytes.destroy();
  }
}

function commandOf(verdict: ScanVerdict): Extract<FileCommand, { type: 'RecordScan' }> {
  const said = (text: string) => text.slice(0, maxSignatureCharacters);
  switch (verdict.is) {
    case 'clean':
      return { type: 'RecordScan', outcome: 'clean', signature: null };
    case 'infected':
      return { type: 'RecordScan', outcome: 'infected', signature: said(verdict.signature) };
    case 'unscannable':
      return { type: 'RecordScan', outcome: 'over_limits', signature: said(verdict.why) };
  }
}

async function recordScan(
  { platform }: ScanNeeds,
  { fileId, eventId, file }: { fileId: string; eventId: string | undefined; file: FileState },
  command: FileCommand,
): Promise<void> {
  const actorId = file.uploaded?.uploadedBy ?? null;
  const recorded = await executeCommand(
    platform.eventLog,
    { actorId, ...(eventId ? { causationId: eventId } : {}) },
    { decider: fileDecider, id: fileId, command },
  );
  if (!recorded.ok) throw new Error(`file ${fileId}: ${recorded.refusal.code}`);
}
