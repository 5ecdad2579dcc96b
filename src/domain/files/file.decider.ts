import type { Decider } from '../kernel/decider.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import {
  FileDeleted,
  FileDetailsChanged,
  type FileEvent,
  FileFailed,
  FileQuarantined,
  FileReady,
  FileRestored,
  FileScanDelayed,
  FileScanned,
  FileTrashed,
  FileUploaded,
} from './file.events.ts';
import { contradicts, formatStoredAs } from './file.formats.ts';
import { quarantining } from './notices.ts';
import { isScanAwaited, noticesOn, type ScanOutcome, type ScanState } from './scan.ts';

type UploadData = Extract<FileEvent, { type: 'FileUploaded' }>['data'];
type ReadyData = Extract<FileEvent, { type: 'FileReady' }>['data'];
export type Renditions = Omit<ReadyData, keyof Place | 'originalKept'>;
type Place = Pick<UploadData, 'fileId' | 'uploadedBy' | 'projectId' | 'meetingId'>;

export interface FileState {
  /** With the name and the description that it has by now. */
  uploaded: UploadData | null;
  status: 'processing' | 'ready' | 'failed' | 'quarantined' | 'deleted';
  scan: ScanState;
  /** Null where it is not in the trash. */
  keptUntil: string | null;
  /** Where its bytes are: as they were sent, null where they were let go; and all that is given out. */
  storageKeys: { original: string | null; given: readonly string[] };
}

export interface FileDetails {
  originalName?: string | undefined;
  altText?: string | undefined;
}

export type FileCommand =
  | { type: 'RecordUpload'; upload: UploadData }
  | { type: 'RecordRenditions'; renditions: Renditions; originalKept: boolean }
  | { type: 'RecordFailure'; code: string }
  | { type: 'RecordScan'; outcome: ScanOutcome; signature: string | null }
  | { type: 'DelayScan' }
  | { type: 'ChangeDetails'; details: FileDetails }
  | { type: 'TrashFile'; keptUntil: string }
  | { type: 'RestoreFile' }
  /** For good, where its time in the trash is over by then. */
  | { type: 'DeleteFile'; now: string }
  /** For good, from the trash and at once: somebody wants the room, or wants it gone. */
  | { type: 'DeleteForGood' };

export const fileDecider: Decider<FileState, FileCommand, FileEvent> = {
  category: 'file',
  initial: {
    uploaded: null,
    status: 'processing',
    scan: 'none',
    keptUntil: null,
    storageKeys: { original: null, given: [] },
  },

  decide(state, command) {
    if (command.type === 'RecordUpload') {
      if (state.uploaded) return refuse('conflict');
      // What is given to nobody anyway need not be scanned.
      const isQuarantined = quarantining(command.upload.notices).length > 0;
      const upload = { ...command.upload, awaitsScan: command.upload.awaitsScan && !isQuarantined };
      return accept([FileUploaded.of(upload), ...(upload.awaitsScan ? [] : unscanned(upload))]);
    }
    const { uploaded, keptUntil } = state;
    if (!uploaded) return refuse('request.not_found');
    const place = placeOf(uploaded);
    if (command.type === 'RecordRenditions' || command.type === 'RecordFailure') {
      // A job that runs a second time, or too late, changes nothing more.
      if (state.status !== 'processing') return accept([]);
      if (command.type === 'RecordFailure') {
        return accept([FileFailed.of({ ...place, code: command.code })]);
      }
      // Nothing that the scanner has not called clean is ever ready.
      if (isScanAwaited(state.scan)) return accept([]);
      const { renditions, originalKept } = command;
      return accept([FileReady.of({ ...place, ...renditions, originalKept })]);
    }
    if (command.type === 'RecordScan') return accept(scanned(state, uploaded, command));
    if (command.type === 'DelayScan') {
      return accept(state.scan === 'waiting' ? [FileScanDelayed.of(place)] : []);
    }
    if (state.status === 'deleted') return refuse('request.not_found');
    switch (command.type) {
      case 'ChangeDetails':
        return keptUntil ? refuse('file.trashed') : changeDetails(uploaded, command.details);
      case 'TrashFile':
        if (keptUntil) return accept([]);
        return accept([FileTrashed.of({ ...place, keptUntil: command.keptUntil })]);
      case 'RestoreFile':
        return accept(keptUntil ? [FileRestored.of(place)] : []);
      case 'DeleteFile': {
        const isDue = keptUntil !== null && Date.parse(keptUntil) <= Date.parse(command.now);
        return accept(isDue ? [FileDeleted.of(place)] : []);
      }
      case 'DeleteForGood':
        return keptUntil ? accept([FileDeleted.of(place)]) : refuse('conflict');
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FileUploaded':
        return {
          ...fileDecider.initial,
          uploaded: event.data,
          scan: event.data.awaitsScan ? 'waiting' : 'none',
          storageKeys: { original: event.data.storageKey, given: [] },
        };
      case 'FileReady': {
        const original = event.data.originalKept ? state.storageKeys.original : null;
        return { ...state, status: 'ready', storageKeys: { original, given: keysOf(event.data) } };
      }
      case 'FileFailed':
        return { ...state, status: 'failed' };
      case 'FileScanned': {
        const { outcome } = event.data;
        return {
          ...state,
          scan: outcome,
          status: outcome === 'clean' ? 'processing' : state.status,
        };
      }
      case 'FileScanDelayed':
        return { ...state, scan: 'unavailable' };
      case 'FileQuarantined':
        return { ...state, status: 'quarantined' };
      case 'FileDetailsChanged': {
        const { originalName, altText } = event.data;
        return {
          ...state,
          uploaded: state.uploaded && { ...state.uploaded, originalName, altText },
        };
      }
      case 'FileTrashed':
        return { ...state, keptUntil: event.data.keptUntil };
      case 'FileRestored':
        return { ...state, keptUntil: null };
      case 'FileDeleted':
        return { ...state, status: 'deleted' };
    }
  },
};

/** Where all of it is. */
export function keysOf({ storageKey, thumbnails }: Renditions): string[] {
  return [storageKey, ...thumbnails.map((thumbnail) => thumbnail.storageKey)];
}

/** A name may be any, but must not claim another type than the content is of, as on sending. */
function changeDetails(uploaded: UploadData, details: FileDetails): Result<FileEvent[]> {
  const { originalName = uploaded.originalName, altText = uploaded.altText } = details;
  const isSame = originalName === uploaded.originalName && altText === uploaded.altText;
  if (isSame) return accept([]);
  const format = formatStoredAs(uploaded.mimeType);
  if (format && contradicts({ name: originalName, mimeType: '' }, format)) {
    return refuse('file.type_mismatch', { params: { found: format.toUpperCase() } });
  }
  return accept([FileDetailsChanged.of({ ...placeOf(uploaded), originalName, altText })]);
}

/** What the scanner's answer makes of it, where it was waited for. */
function scanned(
  { scan, status }: FileState,
  uploaded: UploadData,
  { outcome, signature }: Extract<FileCommand, { type: 'RecordScan' }>,
): FileEvent[] {
  if (!isScanAwaited(scan) || outcome === scan) return [];
  if (status === 'deleted' || status === 'failed') return [];
  const place = placeOf(uploaded);
  const event = FileScanned.of({ ...place, outcome, signature });
  if (outcome === 'clean') return [event, ...unscanned(uploaded)];
  const notices = quarantining(noticesOn({ notices: [], scan: outcome }));
  return [event, FileQuarantined.of({ ...place, notices })];
}

/**
 * What an upload is already where no scanner has to be waited for: of a document nothing has to be
 * made first.
 */
function unscanned(upload: UploadData): FileEvent[] {
  const place = placeOf(upload);
  const notices = quarantining(upload.notices);
  if (notices.length > 0) return [FileQuarantined.of({ ...place, notices })];
  if (upload.fileType !== 'document') return [];
  const { mimeType, sizeBytes, storageKey } = upload;
  const stored = { mimeType, sizeBytes, storageKey, width: null, height: null, thumbnails: [] };
  return [FileReady.of({ ...place, ...stored, originalKept: true })];
}

function placeOf({ fileId, uploadedBy, projectId, meetingId }: UploadData): Place {
  return { fileId, uploadedBy, projectId, meetingId };
}
