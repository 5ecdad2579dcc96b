import { eq } from 'drizzle-orm';
import type { alertEvents } from '#domain/system/alert.events.ts';
import { alerts } from '#drizzle/system.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const alertsProjection: Projection = {
  name: 'alerts',
  tables: [alerts],
  handlers: handlersFor<(typeof alertEvents)[number]>({
    AlertRaised: ({ data: { alertId: id, ...alert } }, orm) => [
      orm.insert(alerts).values({ id, ...alert }),
    ],
    AlertResolved: ({ data, occurredAt }, orm) => [
      orm.update(alerts).set({ resolvedAt: occurredAt }).where(eq(alerts.id, data.alertId)),
    ],
  }),
};
