import type { StoredFile } from '#client/api/types.ts';
import type { IntakeType } from '#domain/files/intake.ts';

/** Why a file was not taken; `detail` is the server's own sentence, in the reader's language. */
export interface UploadProblem {
  code: 'network' | 'signed-out' | 'server' | 'processing' | (string & {});
  detail: string | null;
}

export class UploadError extends Error {
  readonly problem: UploadProblem;
  /** As the server asked for, before another try. */
  readonly retryAfterMs: number | null;

  constructor(problem: UploadProblem, retryAfterMs: number | null = null) {
    super(problem.detail ?? problem.code);
    this.name = 'UploadError';
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Which of its rules a file is sent under; null where its content shall say. */
export type UploadType = Exclude<IntakeType, 'avatar'> | null;

export type UploadState =
  | { name: 'waiting' }
  | { name: 'sending'; sentBytes: number; bytesPerSecond: number | null }
  | { name: 'paused'; sentBytes: number }
  /** The server cannot be reached; it goes on by itself. */
  | { name: 'stalled'; sentBytes: number }
  /** Stored; the worker looks at it or makes its thumbnails. */
  | { name: 'processing'; file: StoredFile }
  | { name: 'done'; file: StoredFile }
  /** Stored, and given out to nobody. */
  | { name: 'quarantined'; file: StoredFile }
  | { name: 'failed'; problem: UploadProblem };

export interface Upload {
  id: string;
  file: File;
  projectId: string | null;
  /** The meeting whose people it is for. */
  meetingId: string | null;
  fileType: UploadType;
  /** Which place of the page it was added in; null for what an earlier page left. */
  place: string | null;
  state: UploadState;
}

/** What cannot be sent again with another outcome: the file itself is the reason. */
const aboutTheFile =
  /^(processing|file\.(empty|too_large|type_\w+|corrupt|too_many_pixels|too_complex|quarantined))$/;

export function isWorthRetrying({ code }: UploadProblem): boolean {
  return !aboutTheFile.test(code);
}

/** Whether there is still something to send of it. */
export function isUnderWay({ state }: Upload): boolean {
  return ['waiting', 'sending', 'paused', 'stalled'].includes(state.name);
}

export function sentBytesOf({ file, state }: Upload): number {
  switch (state.name) {
    case 'waiting':
      return 0;
    case 'sending':
    case 'paused':
    case 'stalled':
      return Math.min(file.size, state.sentBytes);
    default:
      return file.size;
  }
}
