import { listeners } from '#client/live/listeners.ts';
import type { Upload, UploadState } from './upload.ts';

export interface UploadList {
  all: () => readonly Upload[];
  find: (id: string) => Upload | undefined;
  subscribe: (listener: () => void) => () => void;
  change: (next: readonly Upload[]) => void;
  setState: (id: string, state: UploadState) => void;
}

/** The uploads as pages show them: a new list with each change, so that they notice. */
export function createUploadList(): UploadList {
  let uploads: readonly Upload[] = [];
  const changes = listeners();
  const change = (next: readonly Upload[]) => {
    uploads = next;
    changes.tell();
  };
  return {
    all: () => uploads,
    find: (id) => uploads.find((upload) => upload.id === id),
    subscribe: changes.add,
    change,
    setState: (id, state) =>
      change(uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload))),
  };
}
