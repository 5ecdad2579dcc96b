/** What of a project's tasks is shown, as the page's address says it. */
import type { Task, TaskCard } from '#client/api/types.ts';
import { type Due, dues, isDue, priorities, statuses } from './task-state.ts';

export interface TaskFilters {
  view?: 'list';
  status?: Task['status'][];
  /** Ids, `me`, or `none`. */
  who?: string[];
  priority?: Task['priority'][];
  label?: string[];
  due?: Due;
  q?: string;
}

/** From an address, which anybody may have written. */
export function filtersOf(search: Record<string, unknown>): TaskFilters {
  const status = someOf(search.status, statuses);
  const priority = someOf(search.priority, priorities);
  const who = texts(search.who);
  const label = texts(search.label);
  const due = dues.find((one) => one === search.due);
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q) : '';
  return {
    ...(search.view === 'list' ? { view: 'list' as const } : {}),
    ...(status.length > 0 ? { status } : {}),
    ...(who.length > 0 ? { who } : {}),
    ...(priority.length > 0 ? { priority } : {}),
    ...(label.length > 0 ? { label } : {}),
    ...(due ? { due } : {}),
    ...(q ? { q } : {}),
  };
}

/** True where anything is left out but by the page's own choice of what to show first. */
export function isNarrowed({ view: _, ...filters }: TaskFilters): boolean {
  return Object.keys(filters).length > 0;
}

/** Whether a task is among those that are to be shown. */
export function matching(
  filters: TaskFilters,
  { personId, now }: { personId: string; now: Date },
): (task: TaskCard) => boolean {
  const { status, who, priority, label, due, q } = filters;
  const people = who?.map((one) => (one === 'me' ? personId : one));
  const words = folded(q ?? '').split(/\s+/u);
  return (task) => {
    if (status && !status.includes(task.status)) return false;
    if (priority && !priority.includes(task.priority)) return false;
    if (label && !label.some((one) => task.labels.includes(one))) return false;
    if (people && !people.some((one) => isWith(task, one))) return false;
    if (due && !isDue(task, due, now)) return false;
    if (!q) return true;
    const said = folded(`${task.title} ${task.labels.join(' ')}`);
    return words.every((word) => said.includes(word));
  };
}

function isWith(task: TaskCard, person: string): boolean {
  return person === 'none' ? task.assignee_ids.length === 0 : task.assignee_ids.includes(person);
}

/** Without capitals and accents: who looks for "réunion" types "reunion". */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function texts(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string' && one !== '').slice(0, 50) as string[];
}

function someOf<Known extends string>(value: unknown, known: readonly Known[]): Known[] {
  const given = texts(value);
  return known.filter((one) => given.includes(one));
}
