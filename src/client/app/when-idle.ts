const idleWithinMs = 2_000;

/** Once the browser has nothing more pressing to do, such as drawing what has just come. */
export function whenIdle(): Promise<void> {
  // Safari has none: there a moment later has to do.
  if (!('requestIdleCallback' in globalThis)) return new Promise((done) => setTimeout(done, 200));
  return new Promise((done) => requestIdleCallback(() => done(), { timeout: idleWithinMs }));
}
