/** Who of a browser's tabs does what all of them could do, by Web Locks: they end with their tab. */
const tellingLock = 'ecosystia.telling';
const focusedLock = 'ecosystia.focused';

/**
 * Calls back when this tab becomes the one that tells; gives what ends that. The lock goes to the
 * next tab when this one is closed or crashes.
 */
export function becomeTeller(onTeller: () => void): () => void {
  const left = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  navigator.locks
    .request(tellingLock, { signal: left.signal }, () => {
      onTeller();
      return promise;
    })
    .catch((error: unknown) => {
      if (!left.signal.aborted) console.warn('which tab tells is not known', error);
    });
  return () => {
    left.abort();
    resolve();
  };
}

/** Holds a lock while somebody looks at this tab; gives what ends that. */
export function markFocused(): () => void {
  let release: (() => void) | null = null;
  const update = () => {
    if (document.hasFocus() === (release !== null)) return;
    release?.();
    release = null;
    if (!document.hasFocus()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    release = resolve;
    navigator.locks
      .request(focusedLock, { mode: 'shared' }, () => promise)
      .catch((error: unknown) => console.warn('focus cannot be told to other tabs', error));
  };
  update();
  window.addEventListener('focus', update);
  window.addEventListener('blur', update);
  return () => {
    window.removeEventListener('focus', update);
    window.removeEventListener('blur', update);
    release?.();
  };
}

/** Whether somebody looks at any tab of the product in this browser. */
export async function isAnyFocused(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === focusedLock);
}
