/** What is told live of a file; who wants to show it asks for it. No frame carries a signed link. */
import { FileFailed, FileQuarantined, FileReady, FileUploaded } from '#domain/files/file.events.ts';
import { fileEntity, rowOfUpload } from '#readmodels/files/file.entity.ts';
import { type FrameMaker, frameMaker } from '../live/frame-maker.ts';

const noAddresses = { variant: () => '', download: () => '' };

export const fileFrames: readonly FrameMaker[] = [
  frameMaker(FileUploaded, {
    frame: 'file.added',
    people: ({ data, metadata }) => [data.uploadedBy, metadata.actorId],
    data: ({ data, occurredAt, metadata }, facts) => {
      const file = rowOfUpload(data, occurredAt);
      const uploaderName = facts.person(data.uploadedBy)?.name ?? '';
      const shown = { file, uploaderName, deduplicated: false };
      // Told to all of a channel at once, so in one language; codes are what clients go by.
      // Its links, and whether it is another copy of something, are each reader's own.
      const {
        url: _,
        download_url: __,
        thumbnails: ___,
        deduplicated: ____,
        ...entity
      } = fileEntity(shown, noAddresses, 'en');
      return { ...entity, file_id: data.fileId, actor: facts.person(metadata.actorId) };
    },
  }),
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
