import type { Access } from './access.ts';

interface Patience {
  /** How long nothing may come of what is asked for. */
  readMs: number;
  /** The same once the line was found silent. */
  silentMs: number;
  /** What is stored may take its time. */
  writeMs: number;
}

const patience: Patience = { readMs: 15_000, silentMs: 5_000, writeMs: 30_000 };

/** A line that may swallow what is sent over it without a word, which the device does not notice. */
export interface Line {
  /** As `fetch`; rejects where nothing came for too long. A slow answer that keeps coming may take any time. */
  fetch: Access['fetch'];
  /** Whether a request was swallowed, and nothing was heard since. */
  isSilent: () => boolean;
  /** Something came, on whatever way. */
  heard: () => void;
}

export function watchedLine(
  fetch: Access['fetch'],
  { readMs, silentMs, writeMs }: Patience = patience,
): Line {
  let isSilent = false;
  const heard = () => {
    isSilent = false;
  };
  /** What the line brings; where that takes too long, `late` ends it. */
  const inTime = async <T>(brought: () => Promise<T>, limitMs: number, late: AbortController) => {
    const timer = setTimeout(() => {
      isSilent = true;
      late.abort(new DOMException('nothing came over the line', 'TimeoutError'));
    }, limitMs);
    try {
      return await brought();
    } finally {
      clearTimeout(timer);
    }
  };
  const readLimitMs = () => (isSilent ? silentMs : readMs);
  return {
    isSilent: () => isSilent,
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
