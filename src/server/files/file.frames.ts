/** What is told live of a file; who wants to show it asks for it. No frame carries a signed link. */
import { FileFailed, FileReady, FileUploaded } from '#domain/files/file.events.ts';
import { type FrameMaker, frameMaker } from '../live/frame-maker.ts';

export const fileFrames: readonly FrameMaker[] = [
  frameMaker(FileUploaded, {
    frame: 'file.added',
    data: ({ data }) => ({ file_id: data.fileId, project_id: data.projectId }),
  }),
  frameMaker(FileReady, {
    frame: 'file.ready',
    data: ({ data }) => ({ file_id: data.fileId, project_id: data.projectId }),
  }),
  frameMaker(FileFailed, {
    frame: 'file.failed',
    data: ({ data }) => ({ file_id: data.fileId, project_id: data.projectId, code: data.code }),
  }),
];
