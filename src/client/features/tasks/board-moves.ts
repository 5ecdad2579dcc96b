import { positionBetween } from '#domain/tasks/task.position.ts';
import type { TaskCard } from '#client/api/types.ts';
import type { Edit } from './use-task-edits.ts';

export interface Spot {
  status: TaskCard['status'];
  /** The card that it shall stand before; null for the end of the column. */
  beforeId: string | null;
}

/** What puts cards at a spot of a column, one under the other in their order. */
export function movesTo(
  spot: Spot,
  moving: readonly TaskCard[],
  column: readonly TaskCard[],
): Edit[] {
  const ids = new Set(moving.map(({ id }) => id));
  const others = column.filter(({ id }) => !ids.has(id));
  const at = others.findIndex(({ id }) => id === spot.beforeId);
  const index = at < 0 ? others.length : at;
  const next = others[index]?.position ?? null;
  let last = others[index - 1]?.position ?? null;
  return moving.map((task) => {
    // Where there is no room between two, or nobody to stand beside, a card keeps what it had.
    const isAlone = last === null && next === null;
    const position = isAlone ? task.position : (positionBetween(last, next) ?? last);
    last = position ?? task.position;
    return { task, changes: { status: spot.status, position: last } };
  });
}

/** Where Shift and an arrow put a card; null where there is nowhere to go. */
export function spotBy(
  key: string,
  task: TaskCard,
  columns: readonly { status: TaskCard['status']; tasks: readonly TaskCard[] }[],
): Spot | null {
  const at = columns.findIndex(({ status }) => status === task.status);
  const here = columns[at];
  if (!here) return null;
  const index = here.tasks.findIndex(({ id }) => id === task.id);
  if (key === 'ArrowUp') {
    const above = here.tasks[index - 1];
    return above ? { status: here.status, beforeId: above.id } : null;
  }
  if (key === 'ArrowDown') {
    if (index >= here.tasks.length - 1) return null;
    return { status: here.status, beforeId: here.tasks[index + 2]?.id ?? null };
  }
  const beside = columns[at + (key === 'ArrowLeft' ? -1 : 1)];
  return beside ? { status: beside.status, beforeId: beside.tasks[index]?.id ?? null } : null;
}

/** Which card an arrow leads to. */
export function neighbourBy(
  key: string,
  task: TaskCard,
  columns: readonly { status: TaskCard['status']; tasks: readonly TaskCard[] }[],
): TaskCard | null {
  const at = columns.findIndex(({ status }) => status === task.status);
  const index = columns[at]?.tasks.findIndex(({ id }) => id === task.id) ?? -1;
  if (index < 0) return null;
  if (key === 'ArrowUp') return columns[at]?.tasks[index - 1] ?? null;
  if (key === 'ArrowDown') return columns[at]?.tasks[index + 1] ?? null;
  const step = key === 'ArrowLeft' ? -1 : 1;
  for (let to = at + step; to >= 0 && to < columns.length; to += step) {
    const { tasks } = columns[to] ?? { tasks: [] };
    const beside = tasks[Math.min(index, tasks.length - 1)];
    if (beside) return beside;
  }
  return null;
}
