import { useFormatter, useTranslations } from 'use-intl';
import type { ProjectMember, Task } from '#client/api/types.ts';

/** The words for the fields that a task's history and conflicts speak of. */
export const fieldNames = {
  title: 'title',
  description: 'description',
  status: 'status',
  priority: 'priority',
  assignee_ids: 'who',
  due_at: 'due',
  labels: 'labels',
} as const;
export type NamedField = keyof typeof fieldNames;

/** How what a field of a task holds is said. */
export function useTaskValue() {
  const t = useTranslations('tasks');
  const format = useFormatter();
  return (field: NamedField, value: unknown, members: readonly ProjectMember[]): string => {
    if (field === 'status') return t(`statuses.${value as Task['status']}`);
    if (field === 'priority') return t(`priorities.${value as Task['priority']}`);
    if (field === 'due_at') {
      return typeof value === 'string'
        ? format.dateTime(new Date(value), { dateStyle: 'medium' })
        : t('dues.none');
    }
    if (field === 'assignee_ids') {
      const names = members
        .filter(({ user }) => (value as string[]).includes(user.id))
        .map(({ user }) => user.name);
      return names.join(', ') || t('nobody');
    }
    if (field === 'labels') return (value as string[]).map((label) => `#${label}`).join(' ') || '–';
    return String(value);
  };
}
