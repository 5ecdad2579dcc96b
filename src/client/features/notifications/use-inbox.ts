import { useFormatter, useTranslations } from 'use-intl';
import type { ListedNotification } from '#client/api/types.ts';
import { useInboxChanges } from '#client/live/use-inbox-changes.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

type Some = readonly ListedNotification[];

/** What can be done with notifications; what went wrong is said, what left the list can be undone. */
export interface Inbox {
  mark: (some: Some, read: boolean) => void;
  markAllRead: () => void;
  archive: (some: Some) => void;
  snooze: (some: Some, until: Date) => void;
  /** Back into the list, from the archive or from sleep. */
  bringBack: (some: Some) => void;
}

export function useInbox(): Inbox {
  const t = useTranslations('notifications');
  const format = useFormatter();
  const toast = useToast();
  const failureText = useFailureText();
  const changes = useInboxChanges();

  const tell = (change: Promise<unknown>) => {
    change.catch((error: unknown) => toast(failureText(error), 'error'));
  };
  const undo = (some: Some) => ({
    label: t('undo'),
    onSelect: () => tell(putBack(some)),
  });
  /** Each where it was before. They may have come from different places. */
  const putBack = async (before: Some) => {
    const ids = (of: Some) => of.map(({ id }) => id);
    const archived = before.filter((one) => one.archived_at !== null);
    const listed = before.filter((one) => !one.archived_at && !one.snoozed_until);
    if (archived.length > 0) await changes.archive(ids(archived));
    if (listed.length > 0) {
      await changes.unarchive(ids(listed));
      await changes.wake(ids(listed));
    }
    for (const { id, snoozed_until: until } of before) {
      if (until !== null) await changes.snooze([id], until);
    }
  };

  return {
    mark: (some, read) => {
      const ids = some.map(({ id }) => id);
      tell(read ? changes.markRead(ids) : changes.markUnread(ids));
    },
    markAllRead: () => tell(changes.markAllRead()),
    archive: (some) => {
      tell(changes.archive(some.map(({ id }) => id)));
      toast(t('archived', { count: some.length }), 'done', undo(some));
    },
    snooze: (some, until) => {
      tell(
        changes.snooze(
          some.map(({ id }) => id),
          until.toISOString(),
        ),
      );
      const when = format.dateTime(until, { dateStyle: 'medium', timeStyle: 'short' });
      toast(t('snoozedUntil', { count: some.length, when }), 'done', undo(some));
    },
    bringBack: (some) => {
      const ids = (of: Some) => of.map(({ id }) => id);
      const archived = some.filter((one) => one.archived_at !== null);
      const asleep = some.filter((one) => one.snoozed_until !== null);
      if (archived.length > 0) tell(changes.unarchive(ids(archived)));
      if (asleep.length > 0) tell(changes.wake(ids(asleep)));
      toast(t('broughtBack', { count: some.length }), 'done');
    },
  };
}
