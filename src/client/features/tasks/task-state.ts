import type { Task, TaskCard } from '#client/api/types.ts';
import { localDay } from '#client/ui/local-moment.ts';

/** Nothing is left to do, whether it was done or not. */
export function isClosed({ status }: Pick<Task, 'status'>): boolean {
  return status === 'done' || status === 'cancelled';
}

export const statuses = ['todo', 'in_progress', 'in_review', 'done', 'cancelled'] as const;
export const priorities = ['none', 'low', 'medium', 'high', 'urgent'] as const;
export const dues = ['late', 'today', 'week', 'none'] as const;
export type Due = (typeof dues)[number];

/** A week is the next seven days, today and what is late in it too. */
export function isDue(task: TaskCard, due: Due, now: Date): boolean {
  if (due === 'none') return task.due_at === null;
  if (task.due_at === null) return false;
  const at = new Date(task.due_at);
  const dayEnd = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days + 1);
  if (due === 'late') return at < now && !isClosed(task);
  return at < dayEnd(due === 'today' ? 0 : 7) && !isClosed(task);
}

/** What `<input type="date">` holds for a due time, on the reader's calendar. */
export function dayOfDue(dueAt: string | null): string {
  return dueAt === null ? '' : localDay(new Date(dueAt));
}

/** Due on a day means until its last minute. */
export function dueOfDay(day: string): string | null {
  const due = new Date(`${day}T23:59`);
  return Number.isNaN(due.getTime()) ? null : due.toISOString();
}
