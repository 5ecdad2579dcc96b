import { eq } from 'drizzle-orm';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { announcementStatusAfter } from '#domain/system/announcement.decider.ts';
import type {
  AnnouncementData,
  AnnouncementEvent,
  announcementEvents,
} from '#domain/system/announcement.events.ts';
import { announcements } from '#drizzle/system.ts';
import type { Orm } from '#infra/db/database.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

type AnnouncementRecord = RecordedEvent<AnnouncementData>;

/** Each event tells all there is to know, whichever was the first. */
function row({ type, data, version, occurredAt }: AnnouncementRecord) {
  const { announcementId: _, ...told } = data;
  const status = announcementStatusAfter(type as AnnouncementEvent['type']);
  return { ...told, status, version, updatedAt: occurredAt };
}

/** A stream begins with being scheduled or published; what was scheduled is published later. */
function kept(event: AnnouncementRecord, orm: Orm) {
  if (event.version > 1) return changed(event, orm);
  return [orm.insert(announcements).values({ id: event.data.announcementId, ...row(event) })];
}

function changed(event: AnnouncementRecord, orm: Orm) {
  return [
    orm
      .update(announcements)
      .set(row(event))
      .where(eq(announcements.id, event.data.announcementId)),
  ];
}

export const announcementsProjection: Projection = {
  name: 'announcements',
  tables: [announcements],
  handlers: handlersFor<(typeof announcementEvents)[number]>({
    AnnouncementScheduled: kept,
    AnnouncementPublished: kept,
    AnnouncementRevised: changed,
    AnnouncementEdited: changed,
    AnnouncementWithdrawn: changed,
    AnnouncementDiscarded: changed,
  }),
};
