/** What people write into one line beside the title: `#label`, `!high`, `@name`, a day at the end. */
import type { Task } from '#client/api/types.ts';

export interface QuickTask {
  title: string;
  labels: string[];
  priority: Task['priority'];
  assignees: { id: string; name: string }[];
  /** On the writer's calendar. */
  due: Date | null;
}

type Person = QuickTask['assignees'][number];

const priorityWords: Record<string, Task['priority']> = {
  urgent: 'urgent',
  urgente: 'urgent',
  high: 'high',
  haute: 'high',
  medium: 'medium',
  moyenne: 'medium',
  low: 'low',
  basse: 'low',
};
const dayWords: Record<string, number> = {
  today: 0,
  "aujourd'hui": 0,
  'aujourd’hui': 0,
  tomorrow: 1,
  demain: 1,
};
const weekdays = [
  ['sunday', 'dimanche'],
  ['monday', 'lundi'],
  ['tuesday', 'mardi'],
  ['wednesday', 'mercredi'],
  ['thursday', 'jeudi'],
  ['friday', 'vendredi'],
  ['saturday', 'samedi'],
];

/** What is not understood stays in the title. */
export function quickTask(
  line: string,
  { people, now }: { people: readonly Person[]; now: Date },
): QuickTask {
  const words = line.trim().split(/\s+/u);
  const kept: string[] = [];
  const task: QuickTask = { title: '', labels: [], priority: 'none', assignees: [], due: null };
  for (const word of words) if (!take(task, word, people)) kept.push(word);
  const days = daysTo(kept.at(-1)?.toLowerCase() ?? '', now);
  // A task that is called "Today" is no date without a task.
  if (days !== null && kept.length > 1) {
    kept.pop();
    task.due = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 23, 59);
  }
  return { ...task, title: kept.join(' ') };
}

function take(task: QuickTask, word: string, people: readonly Person[]): boolean {
  const said = word.slice(1).toLowerCase();
  if (said === '') return false;
  if (word.startsWith('#')) {
    const label = word.slice(1, 51);
    if (!task.labels.includes(label)) task.labels.push(label);
    return true;
  }
  const priority = word.startsWith('!') ? priorityWords[said] : undefined;
  if (priority) {
    task.priority = priority;
    return true;
  }
  if (!word.startsWith('@')) return false;
  const named = people.filter(({ name }) =>
    name
      .toLowerCase()
      .split(/\s+/u)
      .some((part) => part.startsWith(said)),
  );
  const [person] = named;
  // Of two who could be meant neither is.
  if (!person || named.length > 1) return false;
  if (!task.assignees.includes(person)) task.assignees.push(person);
  return true;
}

function daysTo(word: string, now: Date): number | null {
  const days = dayWords[word];
  if (days !== undefined) return days;
  const weekday = weekdays.findIndex((names) => names.includes(word));
  if (weekday < 0) return null;
  return (weekday - now.getDay() + 7) % 7 || 7;
}
