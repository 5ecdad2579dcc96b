import type { ListedNotification, Notification } from '#client/api/types.ts';

/** A value with the log position at which it was true. */
interface At<Value> {
  value: Value;
  position: number;
}

export interface Place {
  archivedAt: string | null;
  snoozedUntil: string | null;
}

/**
 * What is known of one notification. Each part that can change has the position it was true at, and
 * an older position never overwrites a newer one: pages and frames may come in any order, and come
 * twice. Null for what nothing has told yet: a frame may tell of one that was never loaded.
 */
export interface Entry {
  content: Notification | null;
  readAt: At<string | null> | null;
  place: At<Place> | null;
  /** Where it stands in the list. */
  rank: At<number> | null;
}

export type Entries = ReadonlyMap<string, Entry>;

/** The parts of an entry that something new tells. */
export type Told = Partial<{
  content: Notification;
  readAt: At<string | null>;
  place: At<Place>;
  rank: At<number>;
}>;

const nothingKnown: Entry = { content: null, readAt: null, place: null, rank: null };

export function withTold(entries: Entries, told: ReadonlyMap<string, Told>): Entries {
  if (told.size === 0) return entries;
  const next = new Map(entries);
  for (const [id, parts] of told) next.set(id, merged(next.get(id) ?? nothingKnown, parts));
  return next;
}

/** What is not there any more. */
export function withoutEntries(entries: Entries, ids: readonly string[]): Entries {
  return new Map([...entries].filter(([id]) => !ids.includes(id)));
}

/** A row of a page: all of it, as it was at the page's position. */
export function toldByRow(
  { position: rank, ...content }: ListedNotification,
  position: number,
): Told {
  const place = { archivedAt: content.archived_at, snoozedUntil: content.snoozed_until };
  return {
    content,
    readAt: { value: content.read_at, position },
    place: { value: place, position },
    rank: { value: rank, position },
  };
}

function merged(entry: Entry, told: Told): Entry {
  return {
    content: told.content ?? entry.content,
    readAt: newerRead(entry.readAt, told.readAt),
    place: newer(entry.place, told.place),
    rank: newer(entry.rank, told.rank),
  };
}

function newer<Value>(known: At<Value> | null, told: At<Value> | undefined): At<Value> | null {
  if (!told || (known && known.position >= told.position)) return known;
  return told;
}

/** One that is read twice keeps the time of the first reading. */
function newerRead(known: Entry['readAt'], told: At<string | null> | undefined): Entry['readAt'] {
  const later = newer(known, told);
  if (!later || !known || later === known || known.value === null || later.value === null) {
    return later;
  }
  return { value: known.value, position: later.position };
}
