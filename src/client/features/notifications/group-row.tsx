import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ListedNotification } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { NotificationPicture } from './notification-picture.tsx';
import { rowClass, rowLinkClass, UnreadDot } from './notification-row.tsx';
import { stateOf } from './row-actions.tsx';

/** So many pictures say that there are several. */
const picturesShown = 3;
const wordsShown = 4;

interface GroupRowProps {
  items: readonly ListedNotification[];
  isOpen: boolean;
  onToggle: () => void;
  actions: ReactNode;
  rowKey: string;
  isTabStop: boolean;
}

/** Several like ones in one row, which opens. */
export function GroupRow({ items, isOpen, onToggle, actions, rowKey, isTabStop }: GroupRowProps) {
  const t = useTranslations('notifications');
  const title = useGroupTitle(items);
  const { isUnread } = stateOf(items);
  const newest = items[0];
  if (!newest) return null;
  return (
    <div className={classNames(rowClass, 'hover:bg-sunken')}>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className={rowLinkClass}
        tabIndex={isTabStop ? 0 : -1}
        data-row={rowKey}
      >
        <UnreadDot shown={isUnread} />
        <Pictures items={items} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span
            className={classNames('flex items-center gap-1 text-list', isUnread && 'font-semibold')}
          >
            <span className="truncate">
              {isUnread && <span className="sr-only">{t('unread')}: </span>}
              {title}
            </span>
            <ChevronRight
              size={14}
              aria-hidden
              className={classNames('shrink-0 text-quiet', isOpen && 'rotate-90')}
            />
          </span>
          <span className="flex min-w-0 gap-1.5 text-small text-quiet">
            <TimeAgo at={newest.created_at} className="shrink-0" />
            <span aria-hidden>·</span>
            <span className="truncate">
              {[...new Set(items.map(({ message, title: own }) => message || own))]
                .slice(0, wordsShown)
                .join(' ')}
            </span>
          </span>
        </span>
      </button>
      {actions}
    </div>
  );
}

/** The newest on top of the others, in the room of one. */
function Pictures({ items }: { items: readonly ListedNotification[] }) {
  return (
    <span className="relative size-10 shrink-0">
      {items
        .slice(0, picturesShown)
        .toReversed()
        .map((notification, index, all) => (
          <span
            key={notification.id}
            className="absolute rounded-sm ring-2 ring-surface"
            style={{ top: (all.length - 1 - index) * 4, left: (all.length - 1 - index) * 4 }}
          >
            <NotificationPicture notification={notification} className="size-8" />
          </span>
        ))}
    </span>
  );
}

/** One sentence about all of them. */
function useGroupTitle(items: readonly ListedNotification[]): string {
  const t = useTranslations('notifications');
  const newest = items[0];
  if (!newest) return '';
  const count = items.length;
  const { category, type, actor, title } = newest;
  if (category === 'file' && type === 'success') return t('groupOwnFiles', { count });
  if (category === 'file' && type === 'info' && actor) {
    return t('groupFiles', { actor: actor.name, count });
  }
  return t('groupLike', { title, count: count - 1 });
}
