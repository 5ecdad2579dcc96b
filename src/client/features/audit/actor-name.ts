import type { AuditEvent } from '#client/api/types.ts';

/** Who caused an event; null for the product itself. */
export function actorName(event: AuditEvent): string | null {
  return event.actor?.name ?? null;
}
