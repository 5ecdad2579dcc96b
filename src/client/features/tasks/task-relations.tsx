import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Task, TaskDetails } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { PickOne } from '#client/ui/pick-one.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { Select } from '#client/ui/select.tsx';
import { StatusSign } from './task-status.tsx';
import type { ChangeDetails } from './use-task-details.ts';
import { useTaskSearch } from './use-task-search.ts';

type Related = TaskDetails['relations'][number];
const relations = ['blocks', 'relates', 'duplicates', 'parent'] as const;

interface TaskRelationsProps {
  task: Task;
  related: readonly Related[];
  change: ChangeDetails;
  readOnly: boolean;
}

/** Other tasks of the project that this one has to do with, and how. */
export function TaskRelations({ task, related, change, readOnly }: TaskRelationsProps) {
  const t = useTranslations('tasks');
  const [relation, setRelation] = useState<Related['relation']>('relates');
  const [typed, setTyped] = useState('');
  const { found, isLooking } = useTaskSearch(task.project_id, typed, { enabled: !readOnly });
  if (readOnly && related.length === 0) return null;
  return (
    <section>
      <SectionHead title={t('relations')} />
      <ul>
        {related.map(({ relation: kind, isOwn, task: other }) => (
          <li key={`${kind}${isOwn}${other.id}`} className="flex items-center gap-2 text-list">
            <span className="w-24 shrink-0 text-small text-quiet">
              {isOwn ? t(`relation.${kind}`) : t(`relation.${kind}Of`)}
            </span>
            <StatusSign status={other.status} />
            <Link
              to="/projects/$projectId/tasks/$taskId"
              params={{ projectId: task.project_id, taskId: other.id }}
              search
              className="min-w-0 flex-1 truncate py-1.5 hover:underline"
            >
              {other.title}
            </Link>
            {isOwn && !readOnly && (
              <IconButton
                label={t('removeRelation', { title: other.title })}
                onClick={() =>
                  void change(
                    { type: 'UnrelateTask', relation: kind, otherId: other.id },
                    (details) => ({
                      ...details,
                      relations: details.relations.filter(
                        (one) => !one.isOwn || one.relation !== kind || one.task.id !== other.id,
                      ),
                    }),
                  )
                }
              >
                <X size={15} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <div className="flex gap-2 pt-2">
          <Select
            label={t('relationKind')}
            labelHidden
            className="w-36 shrink-0"
            value={relation}
            onChange={setRelation}
            options={relations.map((value) => ({ value, label: t(`relation.${value}`) }))}
          />
          <PickOne
            label={t('findTask')}
            options={found
              .filter(({ id }) => id !== task.id)
              .map(({ id, title }) => ({ id, label: title }))}
            search={{ onTyped: setTyped, isLooking }}
            onPick={(otherId) => void change({ type: 'RelateTask', relation, otherId })}
          />
        </div>
      )}
    </section>
  );
}
