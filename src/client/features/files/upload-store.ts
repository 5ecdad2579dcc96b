import type { StoredFile } from '#client/api/types.ts';
import { type SendFile, UploadError, type UploadProblem } from './send-file.ts';

export type UploadState =
  | { name: 'waiting' }
  | { name: 'sending'; sentBytes: number }
  /** Stored; the worker makes its thumbnails. */
  | { name: 'processing'; file: StoredFile }
  | { name: 'done'; file: StoredFile }
  | { name: 'failed'; problem: UploadProblem };

export interface Upload {
  id: string;
  file: File;
  projectId: string | null;
  /** A local picture of it, until it is taken off the list. */
  previewUrl: string;
  state: UploadState;
}

export interface UploadStore {
  uploads: () => readonly Upload[];
  subscribe: (listener: () => void) => () => void;
  /** Sends files; `onComplete` gets those that were taken, once all of them are through or refused. */
  add: (
    files: readonly File[],
    options: { projectId: string | null; onComplete?: (files: StoredFile[]) => void },
  ) => void;
  cancel: (id: string) => void;
  retry: (id: string) => void;
  /** Takes what is finished off the list. */
  clearFinished: () => void;
  /** The worker is done with a file, well or badly. */
  settle: (fileId: string, outcome: 'ready' | 'failed') => void;
  /** Stops everything and forgets it. */
  clear: () => void;
}

interface UploadStoreOptions {
  send: SendFile;
  locale: () => string;
  /** More at once would only share the same line. */
  atOnce?: number;
  previewUrl?: { create: (file: File) => string; revoke: (url: string) => void };
}

interface Batch {
  left: number;
  taken: StoredFile[];
  onComplete: ((files: StoredFile[]) => void) | undefined;
}

/** The files on their way; it lives above the pages, so that one can go elsewhere meanwhile. */
export function createUploadStore({
  send,
  locale,
  atOnce = 3,
  previewUrl = {
    create: (file) => URL.createObjectURL(file),
    revoke: (url) => URL.revokeObjectURL(url),
  },
}: UploadStoreOptions): UploadStore {
  let uploads: readonly Upload[] = [];
  let counter = 0;
  const running = new Map<string, AbortController>();
  const batches = new Map<string, Batch>();
  const callbacks = new Map<string, Batch['onComplete']>();
  /** What the worker finished before the answer to the upload was here. */
  const settledEarly = new Map<string, 'ready' | 'failed'>();
  const listeners = new Set<() => void>();

  const change = (next: readonly Upload[]) => {
    uploads = next;
    for (const listener of listeners) listener();
  };
  const setState = (id: string, state: UploadState) =>
    change(uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)));

  const remove = (gone: (upload: Upload) => boolean) => {
    for (const upload of uploads) {
      if (!gone(upload)) continue;
      running.get(upload.id)?.abort();
      previewUrl.revoke(upload.previewUrl);
      callbacks.delete(upload.id);
      finish(upload.id, null);
    }
    change(uploads.filter((upload) => !gone(upload)));
  };

  const finish = (id: string, file: StoredFile | null) => {
    const batch = batches.get(id);
    if (!batch) return;
    batches.delete(id);
    batch.left -= 1;
    if (file) batch.taken.push(file);
    if (batch.left === 0 && batch.taken.length > 0) batch.onComplete?.(batch.taken);
  };

  const outcomeState = (file: StoredFile): UploadState => {
    const early = settledEarly.get(file.id);
    settledEarly.delete(file.id);
    if (early === 'failed' || file.status === 'failed') {
      return { name: 'failed', problem: { code: 'processing', detail: null } };
    }
    if (early === 'ready' || file.status === 'ready') return { name: 'done', file };
    return { name: 'processing', file };
  };

  const run = async (upload: Upload) => {
    const controller = new AbortController();
    running.set(upload.id, controller);
    setState(upload.id, { name: 'sending', sentBytes: 0 });
    try {
      const file = await send(upload.file, {
        projectId: upload.projectId,
        locale: locale(),
        signal: controller.signal,
        onProgress: (sentBytes) => setState(upload.id, { name: 'sending', sentBytes }),
      });
      setState(upload.id, outcomeState(file));
      finish(upload.id, file);
    } catch (error) {
      if (!controller.signal.aborted) {
        const problem =
          error instanceof UploadError ? error.problem : { code: 'server', detail: null };
        setState(upload.id, { name: 'failed', problem });
        finish(upload.id, null);
      }
    } finally {
      running.delete(upload.id);
      if (running.size === 0) settledEarly.clear();
      pump();
    }
  };

  const pump = () => {
    for (const upload of uploads) {
      if (running.size >= atOnce) return;
      if (upload.state.name === 'waiting' && !running.has(upload.id)) void run(upload);
    }
  };

  return {
    uploads: () => uploads,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: (files, { projectId, onComplete }) => {
      const batch: Batch = { left: files.length, taken: [], onComplete };
      const added = files.map((file): Upload => {
        counter += 1;
        const id = `upload-${counter}`;
        batches.set(id, batch);
        callbacks.set(id, onComplete);
        return {
          id,
          file,
          projectId,
          previewUrl: previewUrl.create(file),
          state: { name: 'waiting' },
        };
      });
      change([...uploads, ...added]);
      pump();
    },
    cancel: (id) => {
      remove((upload) => upload.id === id);
      pump();
    },
    retry: (id) => {
      batches.set(id, { left: 1, taken: [], onComplete: callbacks.get(id) });
      setState(id, { name: 'waiting' });
      pump();
    },
    clearFinished: () => remove(({ state }) => state.name === 'done' || state.name === 'failed'),
    settle: (fileId, outcome) => {
      const known = uploads.find(
        ({ state }) => state.name === 'processing' && state.file.id === fileId,
      );
      if (known?.state.name === 'processing') {
        setState(
          known.id,
          outcome === 'ready'
            ? { name: 'done', file: known.state.file }
            : { name: 'failed', problem: { code: 'processing', detail: null } },
        );
      } else if (running.size > 0) {
        settledEarly.set(fileId, outcome);
      }
    },
    clear: () => remove(() => true),
  };
}
