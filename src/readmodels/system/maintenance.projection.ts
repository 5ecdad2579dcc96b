import { eq } from 'drizzle-orm';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { MaintenanceStatus } from '#domain/system/maintenance.decider.ts';
import type { MaintenanceData, maintenanceEvents } from '#domain/system/maintenance.events.ts';
import { maintenance } from '#drizzle/system.ts';
import type { Orm } from '#infra/db/database.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

function changed(event: RecordedEvent<MaintenanceData>, orm: Orm, status?: MaintenanceStatus) {
  const { maintenanceId, ...window } = event.data;
  const { version, occurredAt: updatedAt } = event;
  return [
    orm
      .update(maintenance)
      .set({ ...window, version, updatedAt, ...(status ? { status } : {}) })
      .where(eq(maintenance.id, maintenanceId)),
  ];
}

export const maintenanceProjection: Projection = {
  name: 'maintenance',
  tables: [maintenance],
  handlers: handlersFor<(typeof maintenanceEvents)[number]>({
    MaintenanceScheduled: ({ data, version, occurredAt }, orm) => {
      const { maintenanceId: id, ...window } = data;
      return [
        orm
          .insert(maintenance)
          .values({ id, ...window, status: 'scheduled', version, updatedAt: occurredAt }),
      ];
    },
    MaintenanceChanged: (event, orm) => changed(event, orm),
    MaintenanceBegun: (event, orm) => changed(event, orm, 'in_progress'),
    MaintenanceEnded: (event, orm) => changed(event, orm, 'ended'),
    MaintenanceCancelled: (event, orm) => changed(event, orm, 'cancelled'),
  }),
};
