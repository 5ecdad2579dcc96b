import type { Task } from '#client/api/types.ts';

export function isClosed({ status }: Pick<Task, 'status'>): boolean {
  return status === 'done' || status === 'cancelled';
}

/** What `<input type="date">` holds for a due time, on the reader's calendar. */
export function dayOfDue(dueAt: string | null): string {
  if (dueAt === null) return '';
  const due = new Date(dueAt);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${due.getFullYear()}-${two(due.getMonth() + 1)}-${two(due.getDate())}`;
}

/** Due on a day means until its last minute. */
export function dueOfDay(day: string): string | null {
  const due = new Date(`${day}T23:59`);
  return Number.isNaN(due.getTime()) ? null : due.toISOString();
}

/** A list with the newer of two states of one task; unchanged where it holds none. */
export function withTask(tasks: readonly Task[], task: Task): Task[] {
  return tasks.map((known) =>
    known.id === task.id && task.version >= known.version ? task : known,
  );
}
