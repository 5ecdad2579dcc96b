interface BackoffOptions {
  /** The ceiling of the first delay; it doubles with each attempt. */
  baseMs?: number;
  capMs?: number;
  /** No delay is shorter, so that a server that refuses at once is never asked in a tight loop. */
  floorMs?: number;
  random?: () => number;
}

export interface Backoff {
  /** The delay before the next attempt. */
  nextDelayMs: () => number;
  /** Begins anew; call it when something was really received, not when a connection opened. */
  reset: () => void;
}

/**
 * Exponential backoff with full jitter: after a restart of the server a thousand open pages come
 * back spread over the whole span instead of all at once.
 *
 * It counts attempts itself. tRPC's own count starts over whenever a socket opens, and a server
 * that accepts and then closes (1013, 4429) would be asked again and again at the first delay.
 */
export function createBackoff({
  baseMs = 500,
  capMs = 15_000,
  floorMs = 100,
  random = Math.random,
}: BackoffOptions = {}): Backoff {
  let attempts = 0;
  return {
    nextDelayMs: () => {
      const ceilingMs = Math.min(capMs, baseMs * 2 ** attempts);
      attempts += 1;
      return Math.round(floorMs + random() * Math.max(0, ceilingMs - floorMs));
    },
    reset: () => {
      attempts = 0;
    },
  };
}
