/**
 * Asks the antivirus scanner about a person's picture while they wait for it: what is shown is made
 * anew and nothing of the sent bytes is kept, so there is nothing that could wait for a scan.
 */
import { createReadStream } from 'node:fs';
import type { Logger } from 'pino';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { scan, ScannerUnavailableError, type ScanVerdict } from '#infra/antivirus/clamd.ts';

const scanTimeoutMs = 15_000;

export async function scanAvatar(
  path: string,
  clamdUrl: string | null,
  log: Logger,
): Promise<Result<null>> {
  if (!clamdUrl) return accept(null);
  let verdict: ScanVerdict;
  try {
    const bytes = createReadStream(path);
    verdict = await scan({ url: clamdUrl }, bytes, AbortSignal.timeout(scanTimeoutMs));
  } catch (error) {
    if (!(error instanceof ScannerUnavailableError)) throw error;
    log.warn({ err: error }, 'a picture could not be scanned');
    return refuse('avatar.not_scanned');
  }
  if (verdict.is === 'clean') return accept(null);
  log.warn({ verdict }, 'a picture was not called clean');
  return refuse('avatar.infected');
}
