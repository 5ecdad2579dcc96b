import type { StreamFold } from '#domain/kernel/decider.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { FileEvent } from '#domain/files/file.events.ts';
import { type FileRow, rowOfUpload } from './file.entity.ts';

/** An event of a file's stream, as the log gives it back. */
type RecordedFileEvent = RecordedEvent & FileEvent;
type FileChange = Exclude<FileEvent, { type: 'FileUploaded' | 'FileDeleted' }>;

/**
 * The row from the file's own stream: what frames tell, and what answers tell of a write, however
 * far behind the read model is. A deleted file stays as it was.
 */
export const fileFold: StreamFold<FileRow | null> = {
  initial: null,
  evolve: (row, recorded) => {
    // The codec validated what it stored; the fold is for file streams only.
    const event = recorded as RecordedFileEvent;
    if (event.type === 'FileUploaded') {
      return { ...rowOfUpload(event.data, event.occurredAt), position: event.position };
    }
    return row && event.type !== 'FileDeleted' ? { ...row, ...changesBy(event) } : row;
  },
};

/** What an event makes of the row: here, and in the read model. */
export function changesBy(
  event: Pick<RecordedEvent, 'position' | 'occurredAt'> & FileChange,
): Partial<FileRow> {
  switch (event.type) {
    case 'FileReady': {
      const { width, height, storageKey, mimeType, sizeBytes, thumbnails } = event.data;
      const letGo = event.data.originalKept ? {} : { originalKey: null };
      return {
        status: 'ready',
        width,
        height,
        storedKey: storageKey,
        storedMimeType: mimeType,
        storedSizeBytes: sizeBytes,
        thumbnails,
        ...letGo,
      };
    }
    case 'FileScanned': {
      const { outcome } = event.data;
      // One that the scanner's limits had kept back goes on from where it was stopped.
      return outcome === 'clean' ? { scan: outcome, status: 'processing' } : { scan: outcome };
    }
    case 'FileScanDelayed':
      return { scan: 'unavailable' };
    case 'FileQuarantined':
      return { status: 'quarantined' };
    case 'FileFailed':
      return { status: 'failed' };
    case 'FileDetailsChanged':
      return { originalName: event.data.originalName, altText: event.data.altText };
    case 'FileTrashed':
      return {
        trashedAt: event.occurredAt,
        keptUntil: event.data.keptUntil,
        trashedPosition: event.position,
      };
    case 'FileRestored':
      return { trashedAt: null, keptUntil: null, trashedPosition: null };
  }
}
