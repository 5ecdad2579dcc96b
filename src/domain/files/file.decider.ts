import type { Decider } from '../kernel/decider.ts';
import { accept, refuse } from '../kernel/result.ts';
import {
  type FileEvent,
  FileFailed,
  FileQuarantined,
  FileReady,
  FileUploaded,
} from './file.events.ts';
import { quarantining } from './notices.ts';

type UploadData = Extract<FileEvent, { type: 'FileUploaded' }>['data'];
type ReadyData = Extract<FileEvent, { type: 'FileReady' }>['data'];
export type Renditions = Omit<ReadyData, 'fileId' | 'uploadedBy' | 'projectId'>;

export interface FileState {
  uploaded: UploadData | null;
  status: 'processing' | 'ready' | 'failed' | 'quarantined';
}

export type FileCommand =
  | { type: 'RecordUpload'; upload: UploadData }
  | { type: 'RecordRenditions'; renditions: Renditions }
  | { type: 'RecordFailure'; code: string };

export const fileDecider: Decider<FileState, FileCommand, FileEvent> = {
  category: 'file',
  initial: { uploaded: null, status: 'processing' },

  decide(state, command) {
    if (command.type === 'RecordUpload') {
      if (state.uploaded) return refuse('conflict');
      return accept([FileUploaded.of(command.upload), ...atOnce(command.upload)]);
    }
    if (!state.uploaded) return refuse('request.not_found');
    // A job that runs a second time changes nothing more.
    if (state.status !== 'processing') return accept([]);
    const { fileId, uploadedBy, projectId } = state.uploaded;
    const place = { fileId, uploadedBy, projectId };
    return command.type === 'RecordRenditions'
      ? accept([FileReady.of({ ...place, ...command.renditions })])
      : accept([FileFailed.of({ ...place, code: command.code })]);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FileUploaded':
        return { uploaded: event.data, status: 'processing' };
      case 'FileReady':
        return { ...state, status: 'ready' };
      case 'FileFailed':
        return { ...state, status: 'failed' };
      case 'FileQuarantined':
        return { ...state, status: 'quarantined' };
    }
  },
};

/** What an upload is already when it is recorded: of a document nothing has to be made first. */
function atOnce(upload: UploadData): FileEvent[] {
  const { fileId, uploadedBy, projectId } = upload;
  const place = { fileId, uploadedBy, projectId };
  const notices = quarantining(upload.notices);
  if (notices.length > 0) return [FileQuarantined.of({ ...place, notices })];
  if (upload.fileType !== 'document') return [];
  const { mimeType, sizeBytes, storageKey } = upload;
  const stored = { mimeType, sizeBytes, storageKey, width: null, height: null, thumbnails: [] };
  return [FileReady.of({ ...place, ...stored })];
}
