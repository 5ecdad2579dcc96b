import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskCard } from '#client/api/types.ts';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { BoardColumn, type BoardColumnProps } from './board-column.tsx';
import { movesTo, neighbourBy, type Spot, spotBy } from './board-moves.ts';
import type { TasksViewProps } from './tasks-view.ts';
import { useBoardDrag } from './use-board-drag.ts';

const arrows = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);
const usual = ['todo', 'in_progress', 'in_review', 'done'] as const;

interface TaskBoardProps
  extends TasksViewProps,
    Pick<BoardColumnProps, 'members' | 'openId' | 'readOnly' | 'lookersOf'> {
  statuses: readonly TaskCard['status'][] | undefined;
}

/** A project's tasks in columns; cards go by mouse, finger or keyboard. */
export function TaskBoard({ tasks, statuses = usual, selection, edits, ...rest }: TaskBoardProps) {
  const t = useTranslations('tasks');
  const board = useRef<HTMLDivElement>(null);
  useListKeys(board);
  const [focusId, setFocusId] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const columns = useMemo(() => {
    const byStatus = Map.groupBy(tasks, ({ status }) => status);
    return statuses.map((status) => ({ status, tasks: byStatus.get(status) ?? [] }));
  }, [tasks, statuses]);
  const columnOf = (status: TaskCard['status']) =>
    columns.find((column) => column.status === status)?.tasks ?? [];
  const find = (id: string | undefined) => tasks.find((task) => task.id === id);

  const move = (task: TaskCard, spot: Spot) => {
    const chosen = selection.ids.has(task.id)
      ? tasks.filter(({ id }) => selection.ids.has(id))
      : [task];
    const edited = movesTo(spot, chosen, columnOf(spot.status));
    const isSame = edited.every(
      ({ task: { status, position }, changes }) =>
        status === changes.status && position === changes.position,
    );
    if (isSame) return;
    const status = t(`statuses.${spot.status}`);
    const words =
      chosen.length > 1
        ? t('movedMany', { count: chosen.length, status })
        : t('moved', { title: task.title, status });
    setSaid(words);
    // Up and down in a column is seen where it happens.
    const isFar = chosen.some((one) => one.status !== spot.status);
    edits.change(edited, isFar ? words : undefined);
  };
  const over = useBoardDrag(columnOf, (taskId, spot) => {
    const task = find(taskId);
    if (task) move(task, spot);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const task = find(target?.closest<HTMLElement>('[data-task]')?.dataset['task']);
    if (!task || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'x') selection.toggle(task);
    else if (event.key === 'Delete' && !rest.readOnly) edits.remove([task]);
    else if (arrows.has(event.key)) {
      if (!event.shiftKey) setFocusId(neighbourBy(event.key, task, columns)?.id ?? null);
      else if (!rest.readOnly) {
        const spot = spotBy(event.key, task, columns);
        if (spot) {
          move(task, spot);
          setFocusId(task.id);
        }
      }
    } else return;
    event.preventDefault();
  };
  const onFocused = useCallback(() => setFocusId(null), []);
  return (
    <>
      {/* Keys of the cards in it; each card is a link of its own. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={board}
        role="group"
        aria-label={t('board')}
        onKeyDown={onKeyDown}
        className="flex min-h-0 flex-1 snap-x snap-mandatory overflow-x-auto lg:snap-none"
      >
        {columns.map((column) => (
          <BoardColumn
            key={column.status}
            {...column}
            {...rest}
            selected={selection.ids}
            onToggle={selection.toggle}
            focusId={focusId}
            onFocused={onFocused}
            over={over?.status === column.status ? over : null}
          />
        ))}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
