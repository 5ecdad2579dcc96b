const dayMs = 24 * 60 * 60 * 1000;

/** Until when a file that is put into the trash at `nowMs` is kept there. */
export function keptUntil(nowMs: number, keptDays: number): string {
  return new Date(nowMs + keptDays * dayMs).toISOString();
}
