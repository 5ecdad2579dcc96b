import type { FileEvent } from '#domain/files/file.events.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { PersonSummary } from '../people/names.query.ts';

/** One thing that happened to a file, told as live frames tell it. */
export interface FileHistoryEntry {
  version: number;
  type: string;
  actor: PersonSummary | null;
  created_at: string;
  /** The name that it got, where it got another. */
  name: string | null;
}

const types: Record<FileEvent['type'], string> = {
  FileUploaded: 'file.added',
  FileReady: 'file.ready',
  FileFailed: 'file.failed',
  FileQuarantined: 'file.quarantined',
  FileScanned: 'file.scanned',
  FileScanDelayed: 'file.scan_delayed',
  FileDetailsChanged: 'file.updated',
  FileTrashed: 'file.removed',
  FileRestored: 'file.restored',
  FileDeleted: 'file.deleted',
};

/** From a file's own stream, newest first. */
export function fileHistory(
  events: readonly RecordedEvent[],
  person: (personId: string | null) => PersonSummary | null,
): FileHistoryEntry[] {
  let name: string | null = null;
  const entries = events.map((recorded) => {
    // The codec validated what it stored; these are a file's.
    const event = recorded as RecordedEvent & FileEvent;
    const before = name;
    if ('originalName' in event.data) name = event.data.originalName;
    return {
      version: event.version,
      // One that a newer version of the product stored is told as a change of some kind.
      type: types[event.type] ?? 'file.updated',
      actor: person(event.metadata.actorId),
      created_at: event.occurredAt,
      name: before !== null && name !== before ? name : null,
    };
  });
  return entries.toReversed();
}
