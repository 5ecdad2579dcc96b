import type { Access } from '#client/api/access.ts';
import type { ServerAddress } from '#client/api/server-address.ts';
import type { StoredFile } from '#client/api/types.ts';
import { sendForm } from './send-form.ts';
import type { UploadType } from './upload.ts';

export interface SendOptions {
  /** The same for each try: what was stored by one whose answer was lost is not stored twice. */
  key: string;
  projectId: string | null;
  meetingId: string | null;
  fileType: UploadType;
  locale: string;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
  /** Where an earlier try left what it had sent. */
  resumeUrl: string | null;
  onResumable: (url: string) => void;
}

export type SendFile = (file: File, options: SendOptions) => Promise<StoredFile>;

/** Below that, sending it all again costs less than asking what has arrived. */
const resumableFromBytes = 1_000_000;

/**
 * Ends an upload that nobody will go on with, so that what has arrived does not lie there for a day; also
 * while its page is left. Where this is lost too, the server ends it by itself.
 */
export function uploadEnder(access: Access): (resumeUrl: string) => void {
  return (resumeUrl) => {
    const request = { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' }, keepalive: true };
    access.fetch(resumeUrl, request).catch((error: unknown) => {
      console.warn('A cancelled upload is left to the server:', error);
    });
  };
}

/** Sends files to a server, each by the door that fits its size. */
export function fileSender({ apiBaseUrl }: ServerAddress, access: Access): SendFile {
  return async (file, options) => {
    if (file.size >= resumableFromBytes) {
      const { sendResumable } = await import('./send-resumable.ts');
      return sendResumable(access, `${apiBaseUrl}/core/files/tus/`, file, options);
    }
    const { projectId: project_id, meetingId: meeting_id, fileType: file_type } = options;
    const fields = { project_id, meeting_id, file_type };
    const url = `${apiBaseUrl}/core/files/upload/`;
    return sendForm<StoredFile>(access, { ...options, url, field: 'file', file, fields });
  };
}
