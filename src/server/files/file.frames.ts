/** What is told live of a file; who wants to show it asks for it. No frame carries a signed link. */
import {
  FileDetailsChanged,
  FileFailed,
  FileQuarantined,
  FileReady,
  FileRestored,
  FileScanDelayed,
  FileTrashed,
  FileUploaded,
} from '#domain/files/file.events.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { type FileRow, fileEntity } from '#readmodels/files/file.entity.ts';
import { fileFold } from '#readmodels/files/file.fold.ts';
import { type FrameFacts, type FrameMaker, frameMaker } from '../live/frame-maker.ts';

const noAddresses = { variant: () => '', download: () => '' };

/** The whole of it as the event left it, and who did it. */
const told = {
  fold: fileFold,
  people: ({ metadata }: RecordedEvent, file: FileRow | null) => [
    file?.uploadedBy ?? null,
    metadata.actorId,
  ],
  data: ({ metadata }: RecordedEvent, facts: FrameFacts, file: FileRow | null) => ({
    ...(file && sameForAll(file, facts)),
    actor: facts.person(metadata.actorId),
  }),
};

/**
 * Told to all of a channel at once, so in one language; codes are what clients go by. A file's links,
 * and whether it is another copy of something, are each reader's own.
 */
function sameForAll(file: FileRow, facts: FrameFacts) {
  const uploader = facts.person(file.uploadedBy);
  const shown = { file, uploader, deduplicated: false, isDeletable: false };
  const {
    url: _,
    download_url: __,
    thumbnails: ___,
    deduplicated: ____,
    ...entity
  } = fileEntity(shown, noAddresses, 'en');
  return { ...entity, file_id: file.id };
}

export const fileFrames: readonly FrameMaker[] = [
  frameMaker(FileUploaded, { frame: 'file.added', ...told }),
  frameMaker(FileDetailsChanged, { frame: 'file.updated', ...told }),
  frameMaker(FileScanDelayed, { frame: 'file.updated', ...told }),
  frameMaker(FileTrashed, { frame: 'file.removed', ...told }),
  frameMaker(FileRestored, { frame: 'file.restored', ...told }),
  frameMaker(FileReady, {
    frame: 'file.ready',
    data: ({ data }) => ({ file_id: data.fileId, project_id: data.projectId }),
  }),
  frameMaker(FileQuarantined, {
    frame: 'file.quarantined',
    data: ({ data }) => ({
      file_id: data.fileId,
      project_id: data.projectId,
      notices: data.notices,
    }),
  }),
  frameMaker(FileFailed, {
    frame: 'file.failed',
    data: ({ data }) => ({ file_id: data.fileId, project_id: data.projectId, code: data.code }),
  }),
];
