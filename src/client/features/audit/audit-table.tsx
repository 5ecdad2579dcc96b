import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type RefObject, useEffect } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { AuditEvent } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { actorName } from './actor-name.ts';

const rowHeightPx = 44;

/* By the room the table has, not by the window: an open panel takes some of it. */
const columnsClass =
  'grid grid-cols-[4rem_1fr_auto] items-center gap-x-4 px-4 md:px-6 ' +
  '@xl:grid-cols-[4rem_11rem_1fr_minmax(6rem,10rem)] ' +
  '@4xl:grid-cols-[4rem_11rem_minmax(10rem,14rem)_1fr_minmax(6rem,10rem)]';

interface AuditTableProps {
  events: readonly AuditEvent[];
  scroller: RefObject<HTMLDivElement | null>;
  hrefOf: (position: number) => string;
  onOpen: (position: number) => void;
  openPosition: number | undefined;
  /** Called when the last row comes near. */
  onEnd?: () => void;
}

/** The events, of which only those in sight are in the page. */
export function AuditTable({
  events,
  scroller,
  hrefOf,
  onOpen,
  openPosition,
  onEnd,
}: AuditTableProps) {
  const t = useTranslations('audit');
  const format = useFormatter();
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    getItemKey: (index) => events[index]?.position ?? index,
    overscan: 12,
  });
  const lastShown = rows.getVirtualItems().at(-1)?.index ?? 0;
  const nearEnd = lastShown >= events.length - 20;
  useEffect(() => {
    if (nearEnd) onEnd?.();
  }, [nearEnd, onEnd]);
  const open = (event: MouseEvent, position: number) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(position);
  };
  return (
    <div
      role="table"
      className="@container"
      aria-label={t('log')}
      aria-rowcount={events.length + 1}
    >
      <div
        role="row"
        className={classNames(
          columnsClass,
          'sticky top-0 z-10 border-b border-line bg-surface py-1.5 text-small text-quiet',
        )}
      >
        <span role="columnheader" className="text-right">
          {t('position')}
        </span>
        <span role="columnheader" className="@max-xl:hidden">
          {t('time')}
        </span>
        <span role="columnheader">{t('event')}</span>
        <span role="columnheader" className="@max-4xl:hidden">
          {t('stream')}
        </span>
        <span role="columnheader">{t('actor')}</span>
      </div>
      <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const event = events[row.index];
          if (!event) return null;
          const at = new Date(event.occurred_at);
          const time = format.dateTime(at, { dateStyle: 'short', timeStyle: 'medium' });
          return (
            <div
              key={row.key}
              role="row"
              aria-rowindex={row.index + 2}
              className={classNames(
                columnsClass,
                'absolute inset-x-0 top-0 border-b border-line',
                event.position === openPosition ? 'bg-accent-soft' : 'hover:bg-sunken',
              )}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
            >
              <span role="cell" className="text-right text-list text-quiet">
                {event.position}
              </span>
              <span role="cell" className="truncate text-list text-quiet @max-xl:hidden">
                {time}
              </span>
              <span role="cell" className="min-w-0">
                {/* Stretched over the row: one target, one stop for the keyboard. */}
                <a
                  href={hrefOf(event.position)}
                  onClick={(click) => open(click, event.position)}
                  aria-current={event.position === openPosition ? 'true' : undefined}
                  className="block truncate text-list outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
                  {...listItemProps}
                >
                  {event.type}
                </a>
                <span className="block truncate text-small text-quiet @xl:hidden">{time}</span>
              </span>
              <span
                role="cell"
                className="truncate font-mono text-small text-quiet @max-4xl:hidden"
              >
                {event.stream}
              </span>
              <span role="cell" className="max-w-32 truncate text-list text-quiet @xl:max-w-none">
                {actorName(event) ?? t('system')}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
