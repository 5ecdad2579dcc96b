import type { Access } from '#client/api/access.ts';
import { UploadError, type UploadProblem } from './upload.ts';

export interface FormToSend {
  url: string;
  /** What the file is called in the form. */
  field: string;
  file: Blob;
  fields: Readonly<Record<string, string | null>>;
  key: string;
  locale: string;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

/** Sends a form with one file, and gives what the server made of it. */
export async function sendForm<Made>(access: Access, form: FormToSend): Promise<Made> {
  try {
    return (await sendAs(await access.token(), form)) as Made;
  } catch (error) {
    const isRefused = error instanceof UploadError && error.problem.code === 'signed-out';
    const token = isRefused ? await access.token({ renew: true }) : undefined;
    if (!token) throw error;
    return (await sendAs(token, form)) as Made;
  }
}

/** By XMLHttpRequest, because `fetch` does not tell how much of a body has left the machine. */
function sendAs(token: string | null | undefined, form: FormToSend): Promise<unknown> {
  const { signal } = form;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new DOMException('cancelled', 'AbortError'));
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('POST', form.url);
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('accept-language', form.locale);
    request.setRequestHeader('idempotency-key', form.key);
    request.responseType = 'text';
    request.upload.addEventListener('progress', (event) => form.onProgress(event.loaded));
    request.addEventListener('load', () => {
      const { status, responseText } = request;
      if (status === 200 || status === 201) return resolve(JSON.parse(responseText));
      reject(problemError(status, responseText, request.getResponseHeader('retry-after')));
    });
    request.addEventListener('error', () =>
      reject(new UploadError({ code: 'network', detail: null })),
    );
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    signal.addEventListener('abort', abort);

    const body = new FormData();
    for (const [name, value] of Object.entries(form.fields)) if (value) body.append(name, value);
    body.append(form.field, form.file);
    request.send(body);
  });
}

/** Nobody there behind a proxy, or too much at once: worth another try, without asking. */
const passing = new Set([408, 429, 502, 503, 504]);

export function problemError(status: number, body: string, retryAfter: string | null): UploadError {
  if (!passing.has(status)) return new UploadError(readProblem(status, body));
  const seconds = Number(retryAfter ?? Number.NaN);
  return new UploadError(
    { code: 'network', detail: null },
    Number.isFinite(seconds) ? seconds * 1000 : null,
  );
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
