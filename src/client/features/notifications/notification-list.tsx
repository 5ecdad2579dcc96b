import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useNow, useTranslations } from 'use-intl';
import type { ListedNotification } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { DayHead } from './day-head.tsx';
import { GroupRow } from './group-row.tsx';
import { ListEnd } from './list-end.tsx';
import { type ListRow, listRows } from './list-rows.ts';
import { NotificationRow } from './notification-row.tsx';
import { RowActions, stateOf } from './row-actions.tsx';
import { useHeldBack } from './use-held-back.ts';
import { useInbox } from './use-inbox.ts';
import { useKeptPlace } from './use-kept-place.ts';
import { type TargetRow, useListFocus } from './use-list-focus.ts';
import type { NotificationList as List } from './use-notification-list.ts';

const rowHeightPx = 61;
const dayHeightPx = 29;
/** Older ones are asked for when so many rows are left below. */
const loadAheadRows = 15;

interface NotificationListProps {
  list: List;
  label: string;
  /** Under the day they came. */
  days: boolean;
  /** The one that is being read. */
  chosenId?: string | undefined;
  hrefOf: (notification: ListedNotification) => string;
  onOpen: (notification: ListedNotification) => void;
  isPage: boolean;
  className?: string;
}

/** Notifications, of which only those in sight are in the page. */
export function NotificationList({
  list,
  label,
  days,
  chosenId,
  hrefOf,
  onOpen,
  isPage,
  className,
}: NotificationListProps) {
  const t = useTranslations('notifications');
  const inbox = useInbox();
  const now = useNow({ updateInterval: 60_000 });
  const scroller = useRef<HTMLDivElement>(null);
  const around = useRef<HTMLDivElement>(null);
  const held = useHeldBack(list.notifications, { around, scroller });
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [snoozing, setSnoozing] = useState<string | null>(null);
  const rows = useMemo(
    () => listRows(held.shown, { now, days, open }),
    [held.shown, now, days, open],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? dayHeightPx : rowHeightPx),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  });
  useKeptPlace(rows, virtual);
  const onKey = (key: string, row: TargetRow): boolean => {
    const items = itemsOf(row);
    const { isUnread, isAway } = stateOf(items);
    if (key === 'u') inbox.mark(items, isUnread);
    else if (key === 'a') (isAway ? inbox.bringBack : inbox.archive)(items);
    else if (key === 's') setSnoozing(row.key);
    else return false;
    return true;
  };
  const tabStop = useListFocus({ rows, virtual, list: scroller, isPage, onKey });

  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  const isNearEnd = list.hasOlder && !list.failed && last >= rows.length - loadAheadRows;
  const { loadMore } = list;
  useEffect(() => {
    if (isNearEnd) loadMore();
    // With each page that came the end may be near still.
  }, [isNearEnd, loadMore, list.notifications.length]);

  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  const contentOf = (row: ListRow): ReactNode => {
    if (row.kind === 'day') return <DayHead day={row.day} daysAgo={row.daysAgo} />;
    const isTabStop = row.key === tabStop;
    const actions = (
      <RowActions
        items={itemsOf(row)}
        inbox={inbox}
        isTabStop={isTabStop}
        isSnoozing={snoozing === row.key}
        onSnoozing={(is) => setSnoozing(is ? row.key : null)}
        explains={!isPage}
      />
    );
    const common = { actions, isTabStop, rowKey: row.key };
    if (row.kind === 'group') {
      const { items, isOpen, key } = row;
      return <GroupRow {...common} items={items} isOpen={isOpen} onToggle={() => toggle(key)} />;
    }
    const { notification, isInGroup } = row;
    return (
      <NotificationRow
        {...common}
        notification={notification}
        isInGroup={isInGroup}
        href={hrefOf(notification)}
        chosen={notification.id === chosenId}
        onOpen={() => {
          if (notification.read_at === null) inbox.mark([notification], true);
          onOpen(notification);
        }}
      />
    );
  };
  return (
    <div ref={around} className={classNames('relative flex min-h-0 flex-1 flex-col', className)}>
      {held.waiting > 0 && (
        <Button
          tone="primary"
          className="absolute top-2 left-1/2 z-10 -translate-x-1/2 rounded-full shadow-lift"
          onClick={() => {
            held.letIn();
            virtual.scrollToOffset(0);
          }}
        >
          <ArrowUp size={14} aria-hidden />
          {t('waiting', { count: held.waiting })}
        </Button>
      )}
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div
          role="list"
          aria-label={label}
          className="relative"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                role="listitem"
                aria-setsize={list.hasOlder ? -1 : rows.length}
                aria-posinset={item.index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {contentOf(row)}
              </div>
            );
          })}
        </div>
        <ListEnd list={list} />
      </div>
    </div>
  );
}

function itemsOf(row: TargetRow): readonly ListedNotification[] {
  return row.kind === 'group' ? row.items : [row.notification];
}
