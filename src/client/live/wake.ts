/** A pause in a page's own clock longer than this was sleep. */
const sleptMs = 15_000;
const tickMs = 5_000;

/**
 * Calls back when a connection should be looked at now rather than at its next attempt: the network
 * came back, the page came to the front, or the machine woke up. Gives what stops it.
 */
export function onWake(listener: () => void): () => void {
  // Without a window (a script in Node) only sleep can be noticed.
  const page = typeof window === 'undefined' ? null : window;
  const shown = () => {
    if (document.visibilityState === 'visible') listener();
  };
  page?.addEventListener('online', listener);
  page?.addEventListener('pageshow', listener);
  page?.document.addEventListener('visibilitychange', shown);
  let tickedAtMs = Date.now();
  const ticking = setInterval(() => {
    const nowMs = Date.now();
    const slept = nowMs - tickedAtMs > sleptMs;
    tickedAtMs = nowMs;
    if (slept) listener();
  }, tickMs);
  return () => {
    page?.removeEventListener('online', listener);
    page?.removeEventListener('pageshow', listener);
    page?.document.removeEventListener('visibilitychange', shown);
    clearInterval(ticking);
  };
}
