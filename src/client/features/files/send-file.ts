import type { Access } from '#client/api/access.ts';
import type { ServerAddress } from '#client/api/server-address.ts';
import type { StoredFile } from '#client/api/types.ts';

/** Why a file was not taken; `detail` is the server's own sentence, in the reader's language. */
export interface UploadProblem {
  code: 'network' | 'signed-out' | 'server' | (string & {});
  detail: string | null;
}

export class UploadError extends Error {
  readonly problem: UploadProblem;

  constructor(problem: UploadProblem) {
    super(problem.detail ?? problem.code);
    this.name = 'UploadError';
    this.problem = problem;
  }
}

export interface SendOptions {
  projectId: string | null;
  locale: string;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

export type SendFile = (file: File, options: SendOptions) => Promise<StoredFile>;

/** Sends pictures to a server; see `sendAs`. */
export function fileSender({ apiBaseUrl }: ServerAddress, access: Access): SendFile {
  return async (file, options) => {
    const url = `${apiBaseUrl}/core/images/upload/`;
    try {
      return await sendAs(await access.token(), url, file, options);
    } catch (error) {
      const isRefused = error instanceof UploadError && error.problem.code === 'signed-out';
      const token = isRefused ? await access.token({ renew: true }) : undefined;
      if (!token) throw error;
      return sendAs(token, url, file, options);
    }
  };
}

/**
 * Sends one picture. By XMLHttpRequest, because `fetch` does not tell how much of a body has left
 * the machine.
 */
function sendAs(
  token: string | null | undefined,
  url: string,
  file: File,
  { projectId, locale, signal, onProgress }: SendOptions,
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new DOMException('cancelled', 'AbortError'));
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const refuse = (problem: UploadProblem) => reject(new UploadError(problem));
    request.open('POST', url);
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('accept-language', locale);
    request.responseType = 'text';
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as StoredFile);
      else refuse(readProblem(request.status, request.responseText));
    });
    request.addEventListener('error', () => refuse({ code: 'network', detail: null }));
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    signal.addEventListener('abort', abort);

    const body = new FormData();
    if (projectId) body.append('project_id', projectId);
    body.append('image', file);
    request.send(body);
  });
}

/** Reads an `application/problem+json` answer; anything else is the server's fault. */
export function readProblem(status: number, body: string): UploadProblem {
  if (status === 401) return { code: 'signed-out', detail: null };
  let problem: unknown = null;
  try {
    problem = JSON.parse(body);
  } catch {
    // A proxy in between answers in HTML; what it says is of no use to a person.
    return { code: 'server', detail: null };
  }
  if (typeof problem !== 'object' || problem === null) return { code: 'server', detail: null };
  const code = 'code' in problem && typeof problem.code === 'string' ? problem.code : 'server';
  const detail = 'detail' in problem && typeof problem.detail === 'string' ? problem.detail : null;
  return { code, detail };
}
