import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskCard } from '#client/api/types.ts';
import { BoardCard, type CardProps } from './board-card.tsx';
import type { Spot } from './board-moves.ts';
import { StatusSign } from './task-status.tsx';
import { useColumnDrop } from './use-board-drag.ts';

const usualHeightPx = 70;

export interface BoardColumnProps
  extends Pick<CardProps, 'members' | 'readOnly' | 'onFocused' | 'onToggle'> {
  status: TaskCard['status'];
  tasks: readonly TaskCard[];
  openId: string | undefined;
  selected: ReadonlySet<string>;
  lookersOf: (taskId: string) => CardProps['lookers'];
  focusId: string | null;
  /** Where in this column something would be dropped; null where not in it. */
  over: Spot | null;
}

/** One status: of hundreds of cards only those in sight are in the page. */
export function BoardColumn(props: BoardColumnProps) {
  const { status, tasks, openId, selected, focusId, over, lookersOf, ...card } = props;
  const t = useTranslations('tasks');
  const column = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const headId = useId();
  useColumnDrop(column, scroller, status);
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeightPx,
    getItemKey: (index) => tasks[index]?.id ?? index,
    gap: 6,
    paddingStart: 8,
    paddingEnd: 64,
    overscan: 6,
  });
  useEffect(() => {
    const index = focusId === null ? -1 : tasks.findIndex(({ id }) => id === focusId);
    if (index >= 0) rows.scrollToIndex(index, { align: 'auto' });
  }, [focusId, tasks, rows]);
  return (
    <section
      ref={column}
      aria-labelledby={headId}
      className="flex min-h-0 w-[82vw] max-w-80 shrink-0 snap-center flex-col border-r border-line last:border-r-0 sm:w-72 lg:w-auto lg:max-w-none lg:min-w-44 lg:flex-1"
    >
      <h2 id={headId} className="flex h-10 shrink-0 items-center gap-2 px-3 text-list">
        <StatusSign status={status} />
        <span className="font-semibold">{t(`statuses.${status}`)}</span>
        <span className="text-small text-quiet">{tasks.length}</span>
      </h2>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2">
        <ul
          aria-labelledby={headId}
          className="relative min-h-full"
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map((row) => {
            const task = tasks[row.index];
            if (!task) return null;
            return (
              <li
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                aria-posinset={row.index + 1}
                aria-setsize={tasks.length}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {over?.beforeId === task.id && <DropLine className="-top-1" />}
                <BoardCard
                  {...card}
                  task={task}
                  isOpen={task.id === openId}
                  isSelected={selected.has(task.id)}
                  lookers={lookersOf(task.id)}
                  wantsFocus={task.id === focusId}
                />
                {over?.beforeId === null && row.index === tasks.length - 1 && (
                  <DropLine className="-bottom-1" />
                )}
              </li>
            );
          })}
          {tasks.length === 0 && (
            <li className="absolute inset-x-0 top-2 rounded-md border border-dashed border-line px-3 py-3 text-small text-quiet">
              {over ? t('dropHere') : t('emptyColumn')}
            </li>
          )}
        </ul>
      </div>
    </section>
  );
}

function DropLine({ className }: { className: string }) {
  return (
    <span
      aria-hidden
      className={`pointer-events-none absolute inset-x-0 z-10 h-0.5 rounded-full bg-accent ${className}`}
    />
  );
}
