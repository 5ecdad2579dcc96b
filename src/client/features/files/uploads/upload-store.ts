import type { StoredFile } from '#client/api/types.ts';
import {
  sentBytesOf,
  type Upload,
  type UploadProblem,
  type UploadState,
  type UploadType,
} from './upload.ts';
import type { UploadKeeper } from './upload-keeper.ts';
import { createUploadList } from './listed-uploads.ts';
import { createUploadRunner, type RunnerOptions } from './upload-runner.ts';

export interface NewUploads {
  projectId: string | null;
  meetingId: string | null;
  fileType: UploadType;
  /** Which place of the page they were added in. */
  place: string;
  onComplete?: ((files: StoredFile[]) => void) | undefined;
}

export interface RefusedFile {
  file: File;
  problem: UploadProblem;
}

export type Outcome = 'ready' | 'failed' | 'quarantined';

export interface UploadStore {
  uploads: () => readonly Upload[];
  subscribe: (listener: () => void) => () => void;
  /** Of all that are being sent; null while nothing moves. */
  bytesPerSecond: () => number | null;
  /**
   * Sends files; `onComplete` gets those that were taken, once all of them are through or refused.
   * Those that were refused here already are listed with the others, and with their reason.
   */
  add: (files: readonly File[], options: NewUploads, refused?: readonly RefusedFile[]) => void;
  /** Goes on with what an earlier page of this person left. */
  restore: (personId: string) => Promise<void>;
  pause: (ids?: readonly string[]) => void;
  resume: (ids?: readonly string[]) => void;
  /** The line may be back: what waits for it is tried at once. */
  hurry: () => void;
  cancel: (id: string) => void;
  retry: (id: string) => void;
  /** Takes what is finished off the list. */
  clearFinished: (ids?: readonly string[]) => void;
  /** The worker is done with a file, well or badly. */
  settle: (fileId: string, outcome: Outcome) => void;
  /** Stops everything and forgets it; what is kept in the browser only where the person is gone. */
  clear: (kept: 'forget' | 'leave') => void;
}

interface UploadStoreOptions extends RunnerOptions {
  keeper: UploadKeeper;
  /** Tells the server that nobody will go on with the upload at this address. */
  giveUp: (resumeUrl: string) => void;
  newId?: () => string;
}

interface Batch {
  left: number;
  taken: StoredFile[];
  onComplete: NewUploads['onComplete'];
}

/** The files on their way; it lives above the pages, so that one can go elsewhere meanwhile. */
export function createUploadStore({
  keeper,
  giveUp,
  newId = () => crypto.randomUUID(),
  ...options
}: UploadStoreOptions): UploadStore {
  const list = createUploadList();
  const batches = new Map<string, Batch>();
  const callbacks = new Map<string, NewUploads['onComplete']>();
  /** What the worker finished before the answer to the upload was here. */
  const settledEarly = new Map<string, Outcome>();
  let person: string | null = null;

  const finish = (id: string, file: StoredFile | null) => {
    const batch = batches.get(id);
    if (!batch) return;
    batches.delete(id);
    batch.left -= 1;
    if (file) batch.taken.push(file);
    if (batch.left === 0 && batch.taken.length > 0) batch.onComplete?.(batch.taken);
  };

  const runner = createUploadRunner(list, options, {
    onTaken: ({ id }, file) => {
      const early = settledEarly.get(file.id);
      settledEarly.delete(file.id);
      keeper.forget([id]);
      list.setState(id, stateBy(early ?? outcomeOf(file), file));
      finish(id, file);
    },
    onFailed: ({ id }) => finish(id, null),
    onResumable: ({ id }, resumeUrl) => keeper.note(id, { resumeUrl }),
  });

  /** Takes uploads off the list, and what is kept of them in the browser and on the server, as far as it is to go. */
  const remove = (
    gone: (upload: Upload) => boolean,
    kept: 'forget everywhere' | 'forget' | 'leave' = 'forget everywhere',
  ) => {
    const going = list.all().filter(gone);
    if (kept !== 'leave') keeper.forget(going.map(({ id }) => id));
    list.change(list.all().filter((upload) => !gone(upload)));
    for (const { id } of going) {
      const resumeUrl = runner.forget(id);
      if (resumeUrl && kept === 'forget everywhere') giveUp(resumeUrl);
      finish(id, null);
      callbacks.delete(id);
    }
    runner.pump();
  };

  const keep = ({ id, file, projectId, meetingId, fileType }: Upload) => {
    if (person === null) return;
    const kept = { id, file, projectId, meetingId, fileType, paused: false, resumeUrl: null };
    keeper.keep({ ...kept, personId: person });
  };

  const chosen = (ids: readonly string[] | undefined) =>
    ids ? list.all().filter(({ id }) => ids.includes(id)) : list.all();

  return {
    uploads: list.all,
    subscribe: list.subscribe,
    bytesPerSecond: runner.bytesPerSecond,
    add: (files, { onComplete, ...where }, refused = []) => {
      const batch: Batch = { left: files.length, taken: [], onComplete };
      const listed = (file: File, state: UploadState): Upload => {
        const id = newId();
        runner.enlist(id);
        callbacks.set(id, onComplete);
        return { id, file, ...where, state };
      };
      const added = files.map((file) => listed(file, { name: 'waiting' }));
      for (const upload of added) batches.set(upload.id, batch);
      const refusals = refused.map(({ file, problem }) =>
        listed(file, { name: 'failed', problem }),
      );
      list.change([...list.all(), ...refusals, ...added]);
      for (const upload of added) keep(upload);
      runner.pump();
    },
    restore: async (personId) => {
      if (person === personId) return;
      person = personId;
      const left = await keeper.adopt(personId);
      if (person !== personId || left.length === 0) return;
      const restored = left.map(({ paused, resumeUrl, personId: _, ...upload }): Upload => {
        const { id } = upload;
        runner.enlist(id, resumeUrl);
        const state: UploadState = paused ? { name: 'paused', sentBytes: 0 } : { name: 'waiting' };
        return { ...upload, place: null, state };
      });
      list.change([...restored, ...list.all()]);
      runner.pump();
    },
    pause: (ids) => {
      for (const upload of chosen(ids)) {
        if (!['waiting', 'sending', 'stalled'].includes(upload.state.name)) continue;
        list.setState(upload.id, { name: 'paused', sentBytes: sentBytesOf(upload) });
        runner.stop(upload.id);
        keeper.note(upload.id, { paused: true });
      }
      runner.pump();
    },
    resume: (ids) => {
      for (const { id, state } of chosen(ids)) {
        if (state.name !== 'paused') continue;
        keeper.note(id, { paused: false });
        runner.again(id);
      }
    },
    hurry: () => {
      for (const { id, state } of list.all()) if (state.name === 'stalled') runner.again(id);
    },
    cancel: (id) => remove((upload) => upload.id === id),
    retry: (id) => {
      batches.set(id, { left: 1, taken: [], onComplete: callbacks.get(id) });
      runner.again(id);
    },
    clearFinished: (ids) =>
      remove(
        ({ id, state }) =>
          (ids?.includes(id) ?? true) && ['done', 'quarantined', 'failed'].includes(state.name),
      ),
    settle: (fileId, outcome) => {
      for (const { id, state } of list.all()) {
        if (state.name !== 'processing' || state.file.id !== fileId) continue;
        list.setState(id, stateBy(outcome, state.file));
        return;
      }
      if (runner.busyCount() > 0) settledEarly.set(fileId, outcome);
      else settledEarly.clear();
    },
    clear: (kept) => {
      remove(() => true, kept);
      person = null;
    },
  };
}

function outcomeOf({ status }: StoredFile): Outcome | 'processing' {
  return status === 'ready' || status === 'failed' || status === 'quarantined'
    ? status
    : 'processing';
}

function stateBy(outcome: Outcome | 'processing', file: StoredFile): UploadState {
  switch (outcome) {
    case 'ready':
      return { name: 'done', file };
    case 'failed':
      return { name: 'failed', problem: { code: 'processing', detail: null } };
    default:
      return { name: outcome, file };
  }
}
