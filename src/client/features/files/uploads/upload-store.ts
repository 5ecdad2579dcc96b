import type { StoredFile } from '#client/api/types.ts';
import type { SendFile } from './send-file.ts';
import { createSpeedMeter, type SpeedMeter } from './speed-meter.ts';
import {
  sentBytesOf,
  type Upload,
  UploadError,
  type UploadProblem,
  type UploadState,
  type UploadType,
} from './upload.ts';
import type { UploadKeeper } from './upload-keeper.ts';

export interface NewUploads {
  projectId: string | null;
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
  clearFinished: () => void;
  /** The worker is done with a file, well or badly. */
  settle: (fileId: string, outcome: Outcome) => void;
  /** Stops everything and forgets it; what is kept in the browser only where the person is gone. */
  clear: (kept: 'forget' | 'leave') => void;
}

interface UploadStoreOptions {
  send: SendFile;
  locale: () => string;
  keeper: UploadKeeper;
  /** More at once would only share the same line. */
  atOnce?: number;
  /** Before the nth try after the line broke. */
  pauseMs?: (tries: number) => number;
  newId?: () => string;
  /** After so long without a byte the line is broken, whatever the browser says. */
  silenceMs?: number;
}

interface Batch {
  left: number;
  taken: StoredFile[];
  onComplete: NewUploads['onComplete'];
}

/** What belongs to an upload and is nobody else's business. */
interface Work {
  batch: Batch | null;
  onComplete: NewUploads['onComplete'];
  resumeUrl: string | null;
  running: AbortController | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  tries: number;
  meter: SpeedMeter;
}

/** The files on their way; it lives above the pages, so that one can go elsewhere meanwhile. */
export function createUploadStore({
  send,
  locale,
  keeper,
  atOnce = 3,
  pauseMs = (tries) => Math.min(15_000, 500 * 2 ** tries),
  newId = () => crypto.randomUUID(),
  silenceMs = 45_000,
}: UploadStoreOptions): UploadStore {
  let uploads: readonly Upload[] = [];
  let person: string | null = null;
  const works = new Map<string, Work>();
  /** What the worker finished before the answer to the upload was here. */
  const settledEarly = new Map<string, Outcome>();
  const listeners = new Set<() => void>();

  const change = (next: readonly Upload[]) => {
    uploads = next;
    for (const listener of listeners) listener();
  };
  const setState = (id: string, state: UploadState) =>
    change(uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)));
  const find = (id: string) => uploads.find((upload) => upload.id === id);
  const running = () => [...works.values()].filter((work) => work.running).length;
  /** What waits for the line keeps its turn: another one would break on it too. */
  const busy = () => running() + uploads.filter(({ state }) => state.name === 'stalled').length;

  const addWork = (id: string, more: Partial<Work>) =>
    works.set(id, {
      batch: null,
      onComplete: undefined,
      resumeUrl: null,
      running: null,
      timer: undefined,
      tries: 0,
      meter: createSpeedMeter(),
      ...more,
    });

  const finish = (id: string, file: StoredFile | null) => {
    const work = works.get(id);
    const batch = work?.batch;
    if (!work || !batch) return;
    work.batch = null;
    batch.left -= 1;
    if (file) batch.taken.push(file);
    if (batch.left === 0 && batch.taken.length > 0) batch.onComplete?.(batch.taken);
  };

  const stop = (id: string) => {
    const work = works.get(id);
    if (!work) return;
    clearTimeout(work.timer);
    work.timer = undefined;
    work.running?.abort();
    work.running = null;
  };

  const remove = (gone: (upload: Upload) => boolean, kept: 'forget' | 'leave' = 'forget') => {
    const going = uploads.filter(gone);
    if (kept === 'forget') keeper.forget(going.map(({ id }) => id));
    change(uploads.filter((upload) => !gone(upload)));
    for (const { id } of going) {
      stop(id);
      finish(id, null);
      works.delete(id);
    }
  };

  const taken = (id: string, file: StoredFile) => {
    const early = settledEarly.get(file.id);
    settledEarly.delete(file.id);
    keeper.forget([id]);
    setState(id, stateBy(early ?? outcomeOf(file), file));
    finish(id, file);
  };

  const failed = (upload: Upload, work: Work, error: unknown) => {
    const problem = error instanceof UploadError ? error.problem : { code: 'server', detail: null };
    if (problem.code !== 'network') {
      setState(upload.id, { name: 'failed', problem });
      finish(upload.id, null);
      return;
    }
    setState(upload.id, { name: 'stalled', sentBytes: sentBytesOf(find(upload.id) ?? upload) });
    const asked = error instanceof UploadError ? error.retryAfterMs : null;
    work.timer = setTimeout(() => again(upload.id), asked ?? pauseMs(work.tries));
    work.tries += 1;
  };

  const again = (id: string) => {
    const work = works.get(id);
    if (!work) return;
    clearTimeout(work.timer);
    work.timer = undefined;
    setState(id, { name: 'waiting' });
    pump();
  };

  const run = async (upload: Upload, work: Work) => {
    const { id, file, projectId, fileType } = upload;
    const controller = new AbortController();
    work.running = controller;
    work.meter = createSpeedMeter();
    setState(id, { name: 'sending', sentBytes: sentBytesOf(upload), bytesPerSecond: null });
    const silent = () => controller.abort(new UploadError({ code: 'network', detail: null }));
    let silence = setTimeout(silent, silenceMs);
    try {
      const stored = await send(file, {
        key: id,
        projectId,
        fileType,
        locale: locale(),
        signal: controller.signal,
        resumeUrl: work.resumeUrl,
        onResumable: (url) => {
          work.resumeUrl = url;
          keeper.note(id, { resumeUrl: url });
        },
        onProgress: (sentBytes) => {
          if (controller.signal.aborted) return;
          clearTimeout(silence);
          silence = setTimeout(silent, silenceMs);
          work.tries = 0;
          work.meter.note(sentBytes);
          const bytesPerSecond = work.meter.bytesPerSecond();
          setState(id, { name: 'sending', sentBytes, bytesPerSecond });
        },
      });
      if (!controller.signal.aborted) taken(id, stored);
    } catch (error) {
      const { aborted, reason } = controller.signal;
      if (!aborted) failed(upload, work, error);
      else if (reason instanceof UploadError) failed(upload, work, reason);
    } finally {
      clearTimeout(silence);
      if (work.running === controller) work.running = null;
      if (running() === 0) settledEarly.clear();
      pump();
    }
  };

  const pump = () => {
    for (const upload of uploads) {
      if (busy() >= atOnce) return;
      const work = works.get(upload.id);
      if (upload.state.name === 'waiting' && work && !work.running) void run(upload, work);
    }
  };

  const keep = ({ id, file, projectId, fileType }: Upload) => {
    if (person === null) return;
    const kept = { id, file, projectId, fileType, paused: false, resumeUrl: null };
    keeper.keep({ ...kept, personId: person });
  };

  const chosen = (ids: readonly string[] | undefined) =>
    ids ? uploads.filter(({ id }) => ids.includes(id)) : uploads;

  return {
    uploads: () => uploads,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    bytesPerSecond: () => {
      const speeds = uploads.map(({ state }) =>
        state.name === 'sending' ? state.bytesPerSecond : null,
      );
      const known = speeds.filter((speed) => speed !== null);
      return known.length === 0 ? null : known.reduce((sum, speed) => sum + speed, 0);
    },
    add: (files, { onComplete, ...options }, refused = []) => {
      const batch: Batch = { left: files.length, taken: [], onComplete };
      const added = files.map((file): Upload => {
        const id = newId();
        addWork(id, { batch, onComplete });
        return { id, file, ...options, state: { name: 'waiting' } };
      });
      const listed = refused.map(({ file, problem }): Upload => {
        const id = newId();
        addWork(id, {});
        return { id, file, ...options, state: { name: 'failed', problem } };
      });
      change([...uploads, ...listed, ...added]);
      for (const upload of added) keep(upload);
      pump();
    },
    restore: async (personId) => {
      if (person === personId) return;
      person = personId;
      const left = await keeper.adopt(personId);
      if (person !== personId || left.length === 0) return;
      for (const { id, resumeUrl } of left) addWork(id, { resumeUrl });
      const restored = left.map(({ id, file, projectId, fileType, paused }): Upload => {
        const state: UploadState = paused ? { name: 'paused', sentBytes: 0 } : { name: 'waiting' };
        return { id, file, projectId, fileType, place: null, state };
      });
      change([...restored, ...uploads]);
      pump();
    },
    pause: (ids) => {
      for (const upload of chosen(ids)) {
        if (!['waiting', 'sending', 'stalled'].includes(upload.state.name)) continue;
        const sentBytes = sentBytesOf(upload);
        setState(upload.id, { name: 'paused', sentBytes });
        stop(upload.id);
        keeper.note(upload.id, { paused: true });
      }
      pump();
    },
    resume: (ids) => {
      for (const { id, state } of chosen(ids)) {
        if (state.name !== 'paused') continue;
        keeper.note(id, { paused: false });
        again(id);
      }
    },
    hurry: () => {
      for (const { id, state } of uploads) if (state.name === 'stalled') again(id);
    },
    cancel: (id) => {
      remove((upload) => upload.id === id);
      pump();
    },
    retry: (id) => {
      const work = works.get(id);
      if (!work) return;
      const { onComplete } = work;
      work.batch = { left: 1, taken: [], onComplete };
      again(id);
    },
    clearFinished: () =>
      remove(({ state }) => ['done', 'quarantined', 'failed'].includes(state.name)),
    settle: (fileId, outcome) => {
      for (const { id, state } of uploads) {
        if (state.name !== 'processing' || state.file.id !== fileId) continue;
        setState(id, stateBy(outcome, state.file));
        return;
      }
      if (running() > 0) settledEarly.set(fileId, outcome);
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
