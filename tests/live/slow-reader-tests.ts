import { expect, it } from 'vitest';
import { measureSlowReader } from './slow-reader.ts';

const maxMoreBytes = 20_000_000;

/** So many frames that together they are more than the bound: a server which kept them is found out. */
export function slowReaderTests(frames: number, timeoutMs: number): void {
  it.each(['plain', 'trpc'] as const)(
    'costs little and loses nothing (%s)',
    { timeout: timeoutMs },
    async (way) => {
      const found = await measureSlowReader(way, frames);
      // Who reads again only after the goodbye has gone finds the connection cut.
      expect([1013, 1006]).toContain(found.closeCode);
      expect(found.positions).toHaveLength(frames);
      expect(found.positions).toEqual([...new Set(found.positions)].sort((a, b) => a - b));
      expect(found.heldMoreBytes).toBeLessThan(maxMoreBytes);
      expect(found.rssMoreBytes).toBeLessThan(maxMoreBytes);
    },
  );
}
