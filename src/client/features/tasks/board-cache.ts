import type { TaskCard } from '#client/api/types.ts';

/** By place, then by id, as the server orders them. */
export function byPlace(one: TaskCard, other: TaskCard): number {
  return one.position - other.position || (one.id < other.id ? -1 : 1);
}

/** The tasks with these in them: added, or instead of an older state of the same. */
export function withCards(
  tasks: readonly TaskCard[],
  newer: readonly TaskCard[],
): readonly TaskCard[] {
  const known = new Map(tasks.map((task) => [task.id, task]));
  let changed = false;
  for (const card of newer) {
    const before = known.get(card.id);
    if (before && before.version > card.version) continue;
    known.set(card.id, card);
    changed = true;
  }
  return changed ? [...known.values()].toSorted(byPlace) : tasks;
}

export function withoutCards(
  tasks: readonly TaskCard[],
  gone: readonly TaskCard[],
): readonly TaskCard[] {
  const ids = new Set(gone.map(({ id }) => id));
  return tasks.filter(({ id }) => !ids.has(id));
}
