import type { Task, TaskCard } from '#client/api/types.ts';
import type { ProjectNews } from '#client/live/project-news.ts';

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

/** What a board does not show because it was read before these frames and came after them. */
export function missedBy(
  { tasks, position }: { tasks: readonly TaskCard[]; position: string },
  news: ProjectNews,
): { changed: Task[]; removed: Task[] } {
  const missed = { changed: [] as Task[], removed: [] as Task[] };
  const later = news.filter(({ type, position: at }) => {
    return type.startsWith('task.') && at !== null && at > Number(position);
  });
  if (later.length === 0) return missed;
  const versions = new Map(tasks.map(({ id, version }) => [id, version]));
  const latest = new Map(later.toReversed().map((frame) => [(frame.data as Task).id, frame]));
  for (const [id, { type, data }] of latest) {
    const task = data as Task;
    const version = versions.get(id);
    if (type === 'task.deleted') {
      if (version !== undefined) missed.removed.push(task);
    } else if (version === undefined || version < task.version) missed.changed.push(task);
  }
  return missed;
}
