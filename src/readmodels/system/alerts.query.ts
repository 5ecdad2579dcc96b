import { desc, isNull } from 'drizzle-orm';
import { alertText } from '#domain/system/alert.conditions.ts';
import { alerts } from '#drizzle/system.ts';
import type { Orm } from '#infra/db/database.ts';
import type { AlertEntity } from './system.entities.ts';

/** The conditions that hold at present; there is at most one of each. */
export async function openAlerts(orm: Orm): Promise<AlertEntity[]> {
  const rows = await orm
    .select()
    .from(alerts)
    .where(isNull(alerts.resolvedAt))
    .orderBy(desc(alerts.raisedAt), desc(alerts.id));
  return rows.map(({ raisedAt, resolvedAt, ...alert }) => ({
    ...alert,
    ...alertText(alert.code, 'en', alert.params),
    status: 'open',
    raised_at: raisedAt,
    resolved_at: resolvedAt,
  }));
}
