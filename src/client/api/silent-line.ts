import type { Fetch } from './access.ts';

interface Patience {
  /** How long nothing may come of what is asked for. */
  readMs: number;
  /** The same once the line was found silent; twice as long after each that is swallowed, up to `readMs`: it may only be slow. */
  silentMs: number;
  /** What is stored may take its time. */
  writeMs: number;
}

const patience: Patience = { readMs: 15_000, silentMs: 5_000, writeMs: 30_000 };

/** A line that may swallow what is sent over it without a word, which the device does not notice. */
export interface Line {
  /** As `fetch`; rejects where nothing came for too long. A slow answer that keeps coming may take any time. */
  fetch: Fetch;
  /** Whether a request was swallowed, and nothing was heard since. */
  isSilent: () => boolean;
  /** Something came, on whatever way. */
  heard: () => void;
}

export function watchedLine(
  fetch: Fetch,
  { readMs, silentMs, writeMs }: Patience = patience,
): Line {
  /** How many in turn; those that were under way together count once. */
  let swallowed = 0;
  const heard = () => {
    swallowed = 0;
  };
  /** What the line brings; where that takes too long, `late` ends it. */
  const inTime = async <T>(brought: () => Promise<T>, limitMs: number, late: AbortController) => {
    const before = swallowed;
    const timer = setTimeout(() => {
      swallowed = Math.max(swallowed, before + 1);
      late.abort(new DOMException('nothing came over the line', 'TimeoutError'));
    }, limitMs);
    try {
      return await brought();
    } finally {
      clearTimeout(timer);
    }
  };
  const readLimitMs = () =>
    swallowed === 0 ? readMs : Math.min(readMs, silentMs * 2 ** (swallowed - 1));
  return {
    isSilent: () => swallowed > 0,
    heard,
    fetch: async (url, init = {}) => {
      const isRead = (init.method ?? 'GET') === 'GET';
      const late = new AbortController();
      const signal = init.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal;
      const limitMs = isRead ? readLimitMs() : writeMs;
      const answer = await inTime(() => fetch(url, { ...init, signal }), limitMs, late);
      heard();
      if (!answer.body) return answer;
      const reader = answer.body.getReader();
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          pull: async (stream) => {
            const { done, value } = await inTime(() => reader.read(), readMs, late);
            heard();
            if (done) stream.close();
            else stream.enqueue(value);
          },
          cancel: (why) => reader.cancel(why),
        },
        // Nothing is waited for that nobody reads.
        { highWaterMark: 0 },
      );
      return new Response(body, answer);
    },
  };
}
