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
  const listeners = new Set<() => void>();
  const change = (next: readonly Upload[]) => {
    uploads = next;
    for (const listener of listeners) listener();
  };
  return {
    all: () => uploads,
    find: (id) => uploads.find((upload) => upload.id === id),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change,
    setState: (id, state) =>
      change(uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload))),
  };
}
