import {
  Archive,
  AlarmClock,
  CircleQuestionMark,
  Inbox as InboxSign,
  Mail,
  MailOpen,
  Ellipsis,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ListedNotification } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#client/ui/menu.tsx';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { SnoozeItems, SnoozeMenu } from './snooze-menu.tsx';
import type { Inbox } from './use-inbox.ts';
import { WhyDialog } from './why-dialog.tsx';

interface RowActionsProps {
  items: readonly ListedNotification[];
  inbox: Inbox;
  /** Whether Tab stops here: only in the row that has the focus. */
  isTabStop: boolean;
  isSnoozing: boolean;
  onSnoozing: (snoozing: boolean) => void;
  /** Also tells why one was told, where no reading pane does. */
  explains?: boolean;
}

/** What can be done with a row: signs under the mouse, one menu under a finger. */
export function RowActions({ explains = false, ...props }: RowActionsProps) {
  const [isAsking, setAsking] = useState(false);
  const [one, ...more] = props.items;
  const explained = explains && one && more.length === 0 ? one : null;
  const shared = { ...props, ...(explained ? { onWhy: () => setAsking(true) } : {}) };
  return (
    <>
      <span className="absolute inset-y-0 right-0 flex items-center bg-linear-to-r from-transparent to-sunken to-25% pr-1 pl-6 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-data-popup-open:opacity-100 not-group-hover:not-group-focus-within:not-has-data-popup-open:pointer-events-none pointer-coarse:hidden">
        <Signs {...shared} />
      </span>
      <span className="hidden pointer-coarse:flex">
        <More {...shared} />
      </span>
      {explained && <WhyDialog notification={explained} open={isAsking} onOpenChange={setAsking} />}
    </>
  );
}

interface ActionsProps extends RowActionsProps {
  onWhy?: () => void;
}

function Signs({ items, inbox, isTabStop, isSnoozing, onSnoozing, onWhy }: ActionsProps) {
  const t = useTranslations('notifications');
  const { isUnread, isAway } = stateOf(items);
  const tabIndex = isTabStop ? 0 : -1;
  const mark = isUnread ? t('markRead') : t('markUnread');
  return (
    <>
      <Tooltip text={mark}>
        <IconButton label={mark} tabIndex={tabIndex} onClick={() => inbox.mark(items, isUnread)}>
          {isUnread ? <MailOpen size={16} aria-hidden /> : <Mail size={16} aria-hidden />}
        </IconButton>
      </Tooltip>
      {isAway ? (
        <Tooltip text={t('bringBack')}>
          <IconButton
            label={t('bringBack')}
            tabIndex={tabIndex}
            onClick={() => inbox.bringBack(items)}
          >
            <InboxSign size={16} aria-hidden />
          </IconButton>
        </Tooltip>
      ) : (
        <Tooltip text={t('archive')}>
          <IconButton label={t('archive')} tabIndex={tabIndex} onClick={() => inbox.archive(items)}>
            <Archive size={16} aria-hidden />
          </IconButton>
        </Tooltip>
      )}
      <SnoozeMenu
        open={isSnoozing}
        onOpenChange={onSnoozing}
        onSnooze={(until) => inbox.snooze(items, until)}
        trigger={
          <IconButton label={t('snooze')} title={t('snooze')} tabIndex={tabIndex}>
            <AlarmClock size={16} aria-hidden />
          </IconButton>
        }
      />
      {onWhy && (
        <Tooltip text={t('why.title')}>
          <IconButton label={t('why.title')} tabIndex={tabIndex} onClick={onWhy}>
            <CircleQuestionMark size={16} aria-hidden />
          </IconButton>
        </Tooltip>
      )}
    </>
  );
}

function More({ items, inbox, isTabStop, onWhy }: ActionsProps) {
  const t = useTranslations('notifications');
  const { isUnread, isAway } = stateOf(items);
  const [isChoosing, setChoosing] = useState(false);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('more')} tabIndex={isTabStop ? 0 : -1}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem
          icon={isUnread ? <MailOpen size={16} aria-hidden /> : <Mail size={16} aria-hidden />}
          onSelect={() => inbox.mark(items, isUnread)}
        >
          {isUnread ? t('markRead') : t('markUnread')}
        </MenuItem>
        {isAway ? (
          <MenuItem
            icon={<InboxSign size={16} aria-hidden />}
            onSelect={() => inbox.bringBack(items)}
          >
            {t('bringBack')}
          </MenuItem>
        ) : (
          <MenuItem icon={<Archive size={16} aria-hidden />} onSelect={() => inbox.archive(items)}>
            {t('archive')}
          </MenuItem>
        )}
        <MenuSeparator />
        <SnoozeItems
          onSnooze={(until) => inbox.snooze(items, until)}
          onChoose={() => setChoosing(true)}
        />
        {onWhy && (
          <>
            <MenuSeparator />
            <MenuItem icon={<CircleQuestionMark size={16} aria-hidden />} onSelect={onWhy}>
              {t('why.title')}
            </MenuItem>
          </>
        )}
      </Menu>
      <SnoozeDialog
        open={isChoosing}
        onOpenChange={setChoosing}
        onSnooze={(until) => inbox.snooze(items, until)}
      />
    </>
  );
}

/** Of several: unread as long as one is; away as soon as all are out of the list. */
export function stateOf(items: readonly ListedNotification[]) {
  return {
    isUnread: items.some(({ read_at }) => read_at === null),
    isAway: items.every(
      ({ archived_at, snoozed_until }) => archived_at !== null || snoozed_until !== null,
    ),
  };
}
