/** What a list of files shows, as its address says it. */
const types = ['image', 'document'] as const;
const states = ['ready', 'processing', 'quarantined', 'failed'] as const;
export const fileTypes = types;
export const fileStates = states;

export interface FileFilters {
  view?: 'list';
  show?: 'trash';
  q?: string;
  type?: (typeof types)[number];
  state?: (typeof states)[number];
  whose?: 'mine';
}

/** Reads them out of an address; what makes no sense there is left out. */
export function readFileFilters(search: Record<string, unknown>): FileFilters {
  const { view, show, q, type, state, whose } = search;
  return {
    ...(view === 'list' && { view }),
    ...(show === 'trash' && { show }),
    // The router reads digits as a number.
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...one('type', types, type),
    ...one('state', states, state),
    ...(whose === 'mine' && { whose }),
  };
}

function one<Key extends string, Value extends string>(
  key: Key,
  values: readonly Value[],
  given: unknown,
): { [key in Key]?: Value } {
  const value = values.find((known) => known === given);
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: Value });
}

/** Whether they hide anything that the page would show without them. */
export function isNarrowed({ q, type, state, whose }: FileFilters): boolean {
  return Boolean(q ?? type ?? state ?? whose);
}

/** What is asked of the server for them. */
export function listInput(
  filters: FileFilters,
  { projectId, personId }: { projectId: string | undefined; personId: string },
) {
  const { q, type, state, whose, show } = filters;
  return {
    limit: 60,
    ...(projectId && { projectId }),
    ...(q && { q }),
    ...(type && { type }),
    ...(state && { status: state }),
    ...(whose && { uploadedBy: personId }),
    ...(show && { trashed: true }),
  };
}

/** As a part of an address. */
export function filtersQuery(filters: FileFilters): string {
  const query = new URLSearchParams({ ...filters }).toString();
  return query === '' ? '' : `?${query}`;
}
