import type { ListedNotification } from '#client/api/types.ts';
import { groupByDay } from './group-by-day.ts';

export type ListRow =
  | { kind: 'day'; key: string; day: Date; daysAgo: number }
  | { kind: 'group'; key: string; items: readonly ListedNotification[]; isOpen: boolean }
  | { kind: 'one'; key: string; notification: ListedNotification; isInGroup: boolean };

interface RowsOptions {
  now: Date;
  /** Under the day they came; not for a list that is sorted by something else. */
  days: boolean;
  /** Keys of the groups that are open. */
  open: ReadonlySet<string>;
}

/** What the list shows, row by row. Like ones of a day are one row, where the newest of them is. */
export function listRows(
  notifications: readonly ListedNotification[],
  { now, days, open }: RowsOptions,
): ListRow[] {
  return groupByDay(notifications, now).flatMap(({ day, daysAgo, items }): ListRow[] => {
    const rows = [...groupedByLikeness(items)].flatMap(([likeness, like]) =>
      rowsOf(`${day.toISOString()} ${likeness}`, like, open),
    );
    const head: ListRow = { kind: 'day', key: day.toISOString(), day, daysAgo };
    return days ? [head, ...rows] : rows;
  });
}

function rowsOf(
  key: string,
  items: readonly ListedNotification[],
  open: ReadonlySet<string>,
): ListRow[] {
  const isGroup = items.length > 1;
  const ones = items.map(
    (notification): ListRow => ({
      kind: 'one',
      key: notification.id,
      notification,
      isInGroup: isGroup,
    }),
  );
  if (!isGroup) return ones;
  const isOpen = open.has(key);
  return [{ kind: 'group', key, items, isOpen }, ...(isOpen ? ones : [])];
}

/** In the order of the first of each. */
function groupedByLikeness(
  items: readonly ListedNotification[],
): Map<string, ListedNotification[]> {
  const groups = new Map<string, ListedNotification[]>();
  for (const item of items) {
    const likeness = likenessOf(item);
    const like = groups.get(likeness);
    if (like) like.push(item);
    else groups.set(likeness, [item]);
  }
  return groups;
}

/** What like ones share: the kind of news, the thing it is about, and who did it. */
function likenessOf({ id, category, type, link, actor }: ListedNotification): string {
  // What a person wrote to people stands for itself.
  if (category === 'message') return id;
  const thing = link?.startsWith('/files/') ? '/files' : (link?.split(/[?#]/u)[0] ?? id);
  return [category, type, thing, actor?.id ?? ''].join(' ');
}
