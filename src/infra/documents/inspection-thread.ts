/** The thread that looks into documents: given a path, it says what was found there. */
import { parentPort } from 'node:worker_threads';
import { errorCode } from '../env/error-code.ts';
import type { Finding } from './finding.ts';
import { inspectDocument } from './inspect-document.ts';

export type Inspected = { finding: Finding } | { failure: { message: string; code?: string } };

async function inspected(path: string): Promise<Inspected> {
  try {
    return { finding: await inspectDocument(path) };
  } catch (error) {
    // What a document says of itself led a reader out of its bytes.
    if (error instanceof RangeError)
      return { finding: { is: 'unacceptable', code: 'file.corrupt' } };
    const code = errorCode(error);
    const message = error instanceof Error ? error.message : String(error);
    return { failure: { message, ...(code ? { code } : {}) } };
  }
}

parentPort?.on('message', (path: string) => {
  void inspected(path).then((answer) => parentPort?.postMessage(answer));
});
