/** With 20,000 frames, 200 MB: `slow-reader.long.ts`. */
import { expect, it } from 'vitest';
import { measureSlowReader } from './slow-reader.ts';

/** Together more than the bound, so that a server which kept them would be found out. */
const frames = 2_500;
const maxMoreBytes = 20_000_000;

it.each(['plain', 'trpc'] as const)(
  'costs little and loses nothing (%s)',
  { timeout: 180_000 },
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
