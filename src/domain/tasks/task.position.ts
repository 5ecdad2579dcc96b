/**
 * A task's place is a number; a list goes by it, and by id where two have the same. To put a task
 * between two others takes the middle of their numbers, so no other task has to be touched.
 */

/** Between a task and the next new one: room for about sixty tasks put in at the same place. */
export const positionGap = 1024;

/** The place of a new task, after all others. */
export function positionAfter(last: number | null): number {
  return (last ?? 0) + positionGap;
}

/** A place between two neighbours, null for the edge of the list; null where there is no room left. */
export function positionBetween(before: number | null, after: number | null): number | null {
  if (after === null) return positionAfter(before);
  if (before === null) return after - positionGap;
  const middle = (before + after) / 2;
  return middle > before && middle < after ? middle : null;
}
