import { vi } from 'vitest';

/** Waits for a condition; the limit is for what never comes, not for what is slow. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 30_000, interval: 20 });
}
