/** Files too large to send twice, by tus: what has arrived stays, whatever breaks. */
import { DetailedError, type HttpResponse, Upload } from 'tus-js-client';
import type { Access } from '#client/api/access.ts';
import type { StoredFile } from '#client/api/types.ts';
import { problemError } from './send-form.ts';
import type { SendOptions } from './send-file.ts';
import { UploadError } from './upload.ts';

/** In pieces, so that a proxy that keeps bodies back loses no more than one of them. */
const pieceBytes = 4 * 1024 * 1024;

export async function sendResumable(
  access: Access,
  endpoint: string,
  file: File,
  options: SendOptions,
): Promise<StoredFile> {
  const sha256 = await sha256Of(file);
  options.signal.throwIfAborted();
  const answer = await send(access, endpoint, file, options, sha256);
  const body = answer.getBody();
  if (body) return JSON.parse(body) as StoredFile;
  // It had all arrived before, and only the answer was lost.
  const location = answer.getHeader('content-location');
  if (!location) throw new UploadError({ code: 'server', detail: null });
  const found = await access.fetch(new URL(location, endpoint), {
    headers: { 'accept-language': options.locale },
  });
  const text = await found.text();
  if (!found.ok) throw problemError(found.status, text, found.headers.get('retry-after'));
  return JSON.parse(text) as StoredFile;
}

function send(
  access: Access,
  endpoint: string,
  file: File,
  options: SendOptions,
  sha256: string | null,
): Promise<HttpResponse> {
  const { projectId, meetingId, fileType, locale, signal, resumeUrl } = options;
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
  const upload = new Upload(file, {
    endpoint,
    uploadUrl: resumeUrl,
    chunkSize: pieceBytes,
    // The queue tries again, for all of them together; and it keeps the address itself.
    retryDelays: null,
    storeFingerprintForResuming: false,
    metadata: {
      filename: file.name,
      filetype: file.type,
      ...(fileType && { file_type: fileType }),
      ...(projectId && { project_id: projectId }),
      ...(meetingId && { meeting_id: meetingId }),
      ...(sha256 && { sha256 }),
    },
    headers: { 'accept-language': locale, prefer: 'return=representation' },
    onBeforeRequest: async (request) => {
      const token = await access.token();
      if (token) request.setHeader('authorization', `Bearer ${token}`);
    },
    onUploadUrlAvailable: () => {
      if (upload.url) options.onResumable(upload.url);
    },
    onProgress: (sentBytes) => options.onProgress(sentBytes),
    onSuccess: ({ lastResponse }) => resolve(lastResponse),
    onError: (error) => reject(asUploadError(error)),
  });
  signal.addEventListener('abort', () => {
    // It stays where it is: whoever paused wants to go on from there.
    void upload.abort(false);
    reject(new DOMException('cancelled', 'AbortError'));
  });
  upload.start();
  return promise;
}

/** Another request holds it, or its place is not where we thought: looking again helps. */
const outOfStep = new Set([409, 423]);

function asUploadError(error: Error | DetailedError): Error {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  if (!answer || outOfStep.has(answer.getStatus())) {
    return new UploadError({ code: 'network', detail: null });
  }
  const retryAfter = answer.getHeader('retry-after') ?? null;
  return problemError(answer.getStatus(), answer.getBody(), retryAfter);
}

/** Null where the page's address is not a safe one, as on a plain one in the house. */
async function sha256Of(file: File): Promise<string | null> {
  if (!globalThis.isSecureContext) return null;
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
