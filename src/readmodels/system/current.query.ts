/** What somebody is to be told right now, with the position in the log at which it was so. */
import type { Viewer } from '#domain/kernel/viewer.ts';
import type { Database } from '#infra/db/database.ts';
import { inSnapshot } from '#infra/projections/snapshot.ts';
import { projectionNames } from '../registry.ts';
import { openAlerts } from './alerts.query.ts';
import { currentAnnouncements } from './announcements.query.ts';
import { currentMaintenance } from './maintenance.query.ts';
import type { AlertEntity, AnnouncementEntity, MaintenanceEntity } from './system.entities.ts';

export interface SystemSnapshot {
  announcements: AnnouncementEntity[];
  maintenance: MaintenanceEntity[];
  /** Administrators' only; nobody else has any. */
  alerts: AlertEntity[];
  /** Where in the log all of this was true: subscribe from here and nothing is missed. */
  position: string;
}

/** All of one snapshot of the database. */
export async function systemSnapshot(database: Database, viewer: Viewer): Promise<SystemSnapshot> {
  return inSnapshot(database, projectionNames, async ({ orm, position }) => {
    return {
      announcements: await currentAnnouncements(orm, viewer),
      maintenance: await currentMaintenance(orm),
      alerts: viewer.isAdmin ? await openAlerts(orm) : [],
      position: String(position),
    };
  });
}
