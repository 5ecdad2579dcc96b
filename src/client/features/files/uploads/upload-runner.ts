import type { StoredFile } from '#client/api/types.ts';
import type { SendFile } from './send-file.ts';
import { createSpeedMeter } from './speed-meter.ts';
import { sentBytesOf, type Upload, UploadError } from './upload.ts';
import type { UploadList } from './listed-uploads.ts';

export interface RunnerOptions {
  send: SendFile;
  locale: () => string;
  /** More at once would only share the same line. */
  atOnce?: number | undefined;
  /** Before the nth try after the line broke. */
  pauseMs?: ((tries: number) => number) | undefined;
  /** After so long without a byte the line is broken, whatever the browser says. */
  silenceMs?: number | undefined;
}

interface RunnerEvents {
  onTaken: (upload: Upload, file: StoredFile) => void;
  onFailed: (upload: Upload) => void;
  onResumable: (upload: Upload, url: string) => void;
}

export interface UploadRunner {
  /** Takes note of one; where an earlier page had begun it, with its place on the server. */
  enlist: (id: string, resumeUrl?: string | null) => void;
  /** Sends what waits, as many at once as may be. */
  pump: () => void;
  /** Puts one back among those that wait. */
  again: (id: string) => void;
  stop: (id: string) => void;
  /** Returns where the server has the part that it was sent, if there is such. */
  forget: (id: string) => string | null;
  busyCount: () => number;
  /** Of all that are being sent; null while nothing moves. */
  bytesPerSecond: () => number | null;
}

interface Work {
  resumeUrl: string | null;
  running: AbortController | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  tries: number;
}

/** Sends one after the other, some at once, and waits out a broken line. */
export function createUploadRunner(
  list: UploadList,
  options: RunnerOptions,
  { onTaken, onFailed, onResumable }: RunnerEvents,
): UploadRunner {
  const { send, locale, atOnce = 3, silenceMs = 45_000 } = options;
  const { pauseMs = (tries: number) => Math.min(15_000, 500 * 2 ** tries) } = options;
  const works = new Map<string, Work>();
  // Small ones are through before the speed of any of them is known: all of them together have one.
  const meterOfAll = createSpeedMeter();
  let sentBytesOfAll = 0;
  const runningCount = () => [...works.values()].filter((work) => work.running).length;
  /** What waits for the line keeps its turn: another one would break on it too. */
  const turnsTaken = () =>
    runningCount() + list.all().filter(({ state }) => state.name === 'stalled').length;

  const again = (id: string) => {
    const work = works.get(id);
    if (!work) return;
    clearTimeout(work.timer);
    work.timer = undefined;
    list.setState(id, { name: 'waiting' });
    pump();
  };

  const failed = (upload: Upload, work: Work, error: unknown) => {
    const problem = error instanceof UploadError ? error.problem : { code: 'server', detail: null };
    if (problem.code !== 'network') {
      list.setState(upload.id, { name: 'failed', problem });
      onFailed(upload);
      return;
    }
    const sentBytes = sentBytesOf(list.find(upload.id) ?? upload);
    list.setState(upload.id, { name: 'stalled', sentBytes });
    const asked = error instanceof UploadError ? error.retryAfterMs : null;
    work.timer = setTimeout(() => again(upload.id), asked ?? pauseMs(work.tries));
    work.tries += 1;
  };

  const run = async (upload: Upload, work: Work) => {
    const { id, file, projectId, meetingId, fileType } = upload;
    const controller = new AbortController();
    const { signal } = controller;
    const meter = createSpeedMeter();
    // Of one that goes on somewhere, how much of it is there already is not sent again.
    let countedBytes = work.resumeUrl === null ? 0 : null;
    meterOfAll.note(sentBytesOfAll);
    work.running = controller;
    list.setState(id, { name: 'sending', sentBytes: sentBytesOf(upload), bytesPerSecond: null });
    const silent = () => controller.abort(new UploadError({ code: 'network', detail: null }));
    let silence = setTimeout(silent, silenceMs);
    const onProgress = (sentBytes: number) => {
      if (signal.aborted) return;
      clearTimeout(silence);
      silence = setTimeout(silent, silenceMs);
      work.tries = 0;
      meter.note(sentBytes);
      sentBytesOfAll += Math.max(0, sentBytes - (countedBytes ?? sentBytes));
      countedBytes = sentBytes;
      meterOfAll.note(sentBytesOfAll);
      list.setState(id, { name: 'sending', sentBytes, bytesPerSecond: meter.bytesPerSecond() });
    };
    try {
      const stored = await send(file, {
        key: id,
        projectId,
        meetingId,
        fileType,
        locale: locale(),
        signal,
        resumeUrl: work.resumeUrl,
        onResumable: (url) => {
          work.resumeUrl = url;
          onResumable(upload, url);
        },
        onProgress,
      });
      if (signal.aborted) return;
      work.resumeUrl = null;
      onTaken(upload, stored);
    } catch (error) {
      if (!signal.aborted) failed(upload, work, error);
      else if (signal.reason instanceof UploadError) failed(upload, work, signal.reason);
    } finally {
      clearTimeout(silence);
      if (work.running === controller) work.running = null;
      pump();
    }
  };

  const pump = () => {
    for (const upload of list.all()) {
      if (turnsTaken() >= atOnce) return;
      const work = works.get(upload.id);
      if (upload.state.name === 'waiting' && work && !work.running) void run(upload, work);
    }
  };

  const stop = (id: string) => {
    const work = works.get(id);
    if (!work) return;
    clearTimeout(work.timer);
    work.timer = undefined;
    work.running?.abort();
    work.running = null;
  };

  return {
    enlist: (id, resumeUrl = null) =>
      works.set(id, { resumeUrl, running: null, timer: undefined, tries: 0 }),
    pump,
    again,
    stop,
    forget: (id) => {
      stop(id);
      const resumeUrl = works.get(id)?.resumeUrl ?? null;
      works.delete(id);
      return resumeUrl;
    },
    busyCount: runningCount,
    bytesPerSecond: () => (runningCount() > 0 ? meterOfAll.bytesPerSecond() : null),
  };
}
