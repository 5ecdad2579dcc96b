import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { RefusedEdit } from '#client/api/types.ts';
import type { Edit, TaskChange } from './use-task-edits.ts';
import { fieldNames, useTaskValue } from './use-task-value.ts';

/** Says of edits that somebody was quicker with who changed what, and what one wanted oneself. */
export function useConflictWords() {
  const t = useTranslations('tasks');
  const format = useFormatter();
  const utils = trpc.useUtils();
  const valueOf = useTaskValue();
  const said = (refused: RefusedEdit, { task, changes }: Edit): string => {
    const project = utils.projects.get.getData({ projectId: task.project_id });
    const members = project?.members ?? [];
    const sentences = refused.conflicts.map(({ field, by }) => {
      const who = by?.name ?? t('somebody');
      if (!isNamed(field)) return t('conflictPlace', { who, title: task.title });
      return t('conflictField', {
        who,
        title: task.title,
        field: t(fieldNames[field]),
        theirs: valueOf(field, task[field], members),
        mine: valueOf(field, changes[field], members),
      });
    });
    return sentences.join(' ');
  };
  return (met: readonly RefusedEdit[], edits: readonly Edit[]): string => {
    const [refused, ...others] = met;
    const [edit] = edits;
    if (refused && edit && others.length === 0) return said(refused, edit);
    const names = met.flatMap(({ conflicts }) =>
      conflicts.map(({ by }) => by?.name ?? t('somebody')),
    );
    return t('conflictMany', { who: format.list([...new Set(names)]), count: met.length });
  };
}

function isNamed(field: string): field is keyof typeof fieldNames & keyof TaskChange {
  return field in fieldNames;
}
