/**
 * The clock on the wall, which all tabs of a browser share; a page's own stands still while the
 * machine sleeps. Within a page it only rises: what comes first stays first.
 */
export function writeClock(): () => number {
  let lastMs = 0;
  return () => (lastMs = Math.max(Date.now(), lastMs + 0.001));
}
