import { Link } from '@tanstack/react-router';
import { memo, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ProjectMember, TaskCard } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { Faces } from '#client/ui/faces.tsx';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { TaskDue } from './task-due.tsx';
import { PriorityWord } from './task-priority.tsx';
import { isClosed } from './task-state.ts';
import { useCardDrag } from './use-board-drag.ts';

export interface CardProps {
  task: TaskCard;
  members: readonly ProjectMember[];
  isOpen: boolean;
  isSelected: boolean;
  readOnly: boolean;
  /** Who else has it open. */
  lookers: readonly { id: string; name: string; avatar_url: string | null }[];
  /** True for the card that was moved by keyboard just now: it keeps the focus. */
  wantsFocus: boolean;
  onFocused: () => void;
  onToggle: (task: TaskCard) => void;
}

/**
 * A task on the board: what it is, and what would make somebody take it. Dozens are in sight: one is
 * made anew only where something of it is another.
 */
export const BoardCard = memo(function BoardCard(props: CardProps) {
  const { task, members, isOpen, isSelected, readOnly, lookers, wantsFocus, onFocused } = props;
  const t = useTranslations('tasks');
  const card = useRef<HTMLDivElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const dragging = useCardDrag(card, task, readOnly);
  useEffect(() => {
    if (!wantsFocus) return;
    link.current?.focus();
    onFocused();
  }, [wantsFocus, onFocused]);
  const assignees = members
    .filter(({ user }) => task.assignee_ids.includes(user.id))
    .map(({ user }) => user);
  const hasMeta = task.priority !== 'none' || task.due_at !== null || task.labels.length > 0;
  return (
    <div
      ref={card}
      data-task={task.id}
      className={classNames(
        'group relative rounded-md border bg-raised',
        isSelected ? 'border-accent bg-accent-soft' : 'border-line hover:border-line-strong',
        isOpen && 'border-accent',
        dragging && 'opacity-40',
      )}
    >
      <Link
        ref={link}
        to="/projects/$projectId/tasks/$taskId"
        params={{ projectId: task.project_id, taskId: task.id }}
        search
        draggable={false}
        aria-current={isOpen ? 'true' : undefined}
        onClick={(event) => {
          if (!event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          props.onToggle(task);
        }}
        className="block rounded-md px-3 py-2"
        {...listItemProps}
      >
        <span
          className={classNames(
            'line-clamp-3 text-list wrap-anywhere',
            isClosed(task) && 'text-quiet',
            task.status === 'cancelled' && 'line-through',
          )}
        >
          {isSelected && <span className="sr-only">{t('isSelected')} </span>}
          {task.title}
        </span>
        {(hasMeta || assignees.length > 0 || lookers.length > 0) && (
          <span className="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1 pt-1 text-small">
            <PriorityWord priority={task.priority} />
            <TaskDue task={task} className="shrink-0" />
            {task.labels.length > 0 && (
              // Where no word of them would be left they go to the next line.
              <span className="min-w-0 flex-[1_1_4rem] truncate text-quiet">
                {task.labels.map((label) => `#${label}`).join(' ')}
              </span>
            )}
            <span className="ml-auto">
              <Faces people={assignees} max={3} />
            </span>
          </span>
        )}
      </Link>
      {lookers.length > 0 && (
        <span
          title={t('lookedAtBy', { names: lookers.map(({ name }) => name).join(', ') })}
          className="signal absolute -top-1.5 -right-1.5 size-3 rounded-full border-2 border-surface bg-ok"
        >
          <span className="sr-only">
            {t('lookedAtBy', { names: lookers.map(({ name }) => name).join(', ') })}
          </span>
        </span>
      )}
    </div>
  );
});
