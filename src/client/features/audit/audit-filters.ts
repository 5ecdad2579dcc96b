import { dayStart } from '#client/ui/local-moment.ts';

/** What the log is narrowed to; all of it lives in the address. */
export interface AuditFilters {
  type?: string;
  actor?: string;
  stream?: string;
  /** Local days, `2026-05-04`, both included. */
  from?: string;
  to?: string;
}

const keys = ['type', 'actor', 'stream', 'from', 'to'] as const;

/** Reads filters from an address, leaving out what is empty or unreadable. */
export function readAuditFilters(search: Record<string, unknown>): AuditFilters {
  const filters: AuditFilters = {};
  for (const key of keys) {
    const value = search[key];
    if (typeof value !== 'string' || value === '') continue;
    if ((key === 'from' || key === 'to') && !/^\d{4}-\d{2}-\d{2}$/u.test(value)) continue;
    filters[key] = value;
  }
  return filters;
}

/** The filters as the server takes them: days become the instants they begin and end at. */
export function auditQuery({ type, actor, stream, from, to }: AuditFilters) {
  return {
    ...(type === undefined ? {} : { type }),
    ...(actor === undefined ? {} : { actorId: actor }),
    ...(stream === undefined ? {} : { stream }),
    ...(from === undefined ? {} : { from: dayStart(from) }),
    ...(to === undefined ? {} : { to: dayStart(to, 1) }),
  };
}
