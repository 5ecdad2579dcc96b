/** What a list of files shows and in which order, as its address says it. */
import { dayStart, localDay } from '#client/ui/local-moment.ts';

const types = ['image', 'document'] as const;
const states = ['ready', 'processing', 'quarantined', 'failed'] as const;
const spans = ['today', 'week', 'month', 'year', 'between'] as const;
const orders = ['date-desc', 'date-asc', 'name-asc', 'name-desc', 'size-desc', 'size-asc'] as const;
export const fileTypes = types;
export const fileStates = states;
export const fileSpans = spans;
export const fileOrders = orders;

export type FileOrder = (typeof orders)[number];
/** What an address says by saying nothing. */
export const usualOrder = 'date-desc' satisfies FileOrder;

export interface FileFilters {
  view?: 'list';
  show?: 'trash';
  q?: string;
  type?: (typeof types)[number];
  state?: (typeof states)[number];
  whose?: 'mine';
  /** When it came; `between` two days, both included, either of which may be left open. */
  added?: (typeof spans)[number];
  from?: string;
  to?: string;
  sort?: Exclude<FileOrder, typeof usualOrder>;
}

/** Reads them out of an address; what makes no sense there is left out. */
export function readFileFilters(search: Record<string, unknown>): FileFilters {
  const { view, show, q, type, state, whose, added, from, to, sort } = search;
  const between = added === 'between';
  return {
    ...(view === 'list' && { view }),
    ...(show === 'trash' && { show }),
    // The router reads digits as a number.
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...one('type', types, type),
    ...one('state', states, state),
    ...(whose === 'mine' && { whose }),
    ...one('added', spans, added),
    ...(between && isDay(from) && { from }),
    ...(between && isDay(to) && { to }),
    ...one('sort', otherOrders, sort),
  };
}

const otherOrders = orders.filter((order) => order !== usualOrder);

function isDay(given: unknown): given is string {
  return typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(given);
}

function one<Key extends string, Value extends string>(
  key: Key,
  values: readonly Value[],
  given: unknown,
): { [key in Key]?: Value } {
  const value = values.find((known) => known === given);
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: Value });
}

/** Which of them leave something out. */
export function narrowedBy(filters: FileFilters): string[] {
  const kept = cleared(filters);
  return Object.keys(filters).filter((key) => !(key in kept));
}

/** Whether they hide anything that the page would show without them. */
export function isNarrowed(filters: FileFilters): boolean {
  return narrowedBy(filters).length > 0;
}

/** The same list with nothing narrowed. */
export function cleared({ view, show, sort }: FileFilters): FileFilters {
  return { ...(view && { view }), ...(show && { show }), ...(sort && { sort }) };
}

/** The same list in another order. */
export function inOrder(filters: FileFilters, order: FileOrder): FileFilters {
  const { sort: _, ...others } = filters;
  return order === usualOrder ? others : { ...others, sort: order };
}

/** What is asked of the server for them. */
export function listInput(
  filters: FileFilters,
  { projectId, personId }: { projectId: string | undefined; personId: string },
  today = new Date(),
) {
  const { q, type, state, whose, show, sort } = filters;
  return {
    limit: 60,
    ...(projectId && { projectId }),
    ...(q && { q }),
    ...(type && { type }),
    ...(state && { status: state }),
    ...(whose && { uploadedBy: personId }),
    ...(show && { trashed: true }),
    ...cameWithin(filters, localDay(today)),
    ...(sort && orderOf(sort)),
  };
}

const daysBack = { today: 0, week: 6, month: 29 };

/** Whole days of this device's calendar. */
function cameWithin({ added, from, to }: FileFilters, today: string) {
  if (added === undefined) return {};
  if (added === 'year') return { createdFrom: dayStart(`${today.slice(0, 4)}-01-01`) };
  if (added !== 'between') return { createdFrom: dayStart(today, -daysBack[added]) };
  return {
    ...(from && { createdFrom: dayStart(from) }),
    ...(to && { createdBefore: dayStart(to, 1) }),
  };
}

const sorts = ['date', 'name', 'size'] as const;
export type FileSort = (typeof sorts)[number];

/** An order's two parts. */
export function orderOf(one: FileOrder): { sort: FileSort; order: 'asc' | 'desc' } {
  const sort = sorts.find((name) => one.startsWith(name)) ?? 'date';
  return { sort, order: one.endsWith('asc') ? 'asc' : 'desc' };
}

/** As a part of an address. */
export function filtersQuery(filters: FileFilters): string {
  const query = new URLSearchParams({ ...filters }).toString();
  return query === '' ? '' : `?${query}`;
}
