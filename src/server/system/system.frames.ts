/** The frames of the system channel: each tells the whole announcement, window or alert. */
import type { StreamFold } from '#domain/kernel/decider.ts';
import type { EventDefinition, RecordedEvent } from '#domain/kernel/event.ts';
import { alertText } from '#domain/system/alert.conditions.ts';
import { type AlertData, AlertRaised, AlertResolved } from '#domain/system/alert.events.ts';
import { announcementStatusAfter } from '#domain/system/announcement.decider.ts';
import {
  AnnouncementDiscarded,
  type AnnouncementData,
  AnnouncementEdited,
  type AnnouncementEvent,
  AnnouncementPublished,
  AnnouncementRevised,
  AnnouncementScheduled,
  AnnouncementWithdrawn,
} from '#domain/system/announcement.events.ts';
import { maintenanceDecider, type MaintenanceState } from '#domain/system/maintenance.decider.ts';
import {
  type MaintenanceData,
  type MaintenanceEvent,
  maintenanceEvents,
} from '#domain/system/maintenance.events.ts';
import type { PersonSummary } from '#readmodels/people/names.query.ts';
import type {
  AlertEntity,
  AnnouncementEntity,
  MaintenanceEntity,
} from '#readmodels/system/system.entities.ts';
import { type FrameMaker, frameMaker } from '../live/frame-maker.ts';

/** An announcement as its last event left it. */
export function announcementAfter(
  { type, data, version, occurredAt }: RecordedEvent<AnnouncementData>,
  author: PersonSummary | null,
): AnnouncementEntity {
  return {
    id: data.announcementId,
    title: data.title,
    message: data.message,
    type: data.type,
    audience: data.audience,
    project_id: data.projectId,
    starts_at: data.startsAt,
    expires_at: data.expiresAt,
    status: announcementStatusAfter(type as AnnouncementEvent['type']),
    author,
    version,
    created_at: data.createdAt,
    updated_at: occurredAt,
  };
}

/** A change of a window leaves open whether it is under way: its stream says so. */
export const maintenanceFold: StreamFold<MaintenanceState> = {
  initial: maintenanceDecider.initial,
  // Only events of its own stream are folded.
  evolve: (state, event) => maintenanceDecider.evolve(state, event as unknown as MaintenanceEvent),
};

/** A window as its last event left it. */
export function maintenanceAfter(
  { data, version, occurredAt }: RecordedEvent<MaintenanceData>,
  { status }: MaintenanceState,
): MaintenanceEntity {
  return {
    id: data.maintenanceId,
    message: data.message,
    starts_at: data.startsAt,
    ends_at: data.endsAt,
    status: status ?? 'scheduled',
    version,
    created_at: data.createdAt,
    updated_at: occurredAt,
  };
}

type AnnouncementDefinition = EventDefinition<AnnouncementEvent['type'], AnnouncementData>;

/** What is not published yet, or never will be, has a frame of its own, for administrators. */
function announcementFrame(definition: AnnouncementDefinition, frame: string): FrameMaker {
  return frameMaker(definition, {
    frame,
    people: ({ data }) => [data.authorId],
    data: (event, facts) => ({ ...announcementAfter(event, facts.person(event.data.authorId)) }),
  });
}

function maintenanceFrame(definition: EventDefinition<string, MaintenanceData>): FrameMaker {
  return frameMaker(definition, {
    frame: 'maintenance',
    fold: maintenanceFold,
    data: (event, _, state) => ({ ...maintenanceAfter(event, state) }),
  });
}

function alertFrame(
  definition: EventDefinition<string, AlertData>,
  status: AlertEntity['status'],
): FrameMaker {
  return frameMaker(definition, {
    frame: 'alert',
    data: ({ data, occurredAt }) => {
      const alert: AlertEntity = {
        id: data.alertId,
        code: data.code,
        severity: data.severity,
        params: data.params,
        ...alertText(data.code, 'en', data.params),
        status,
        raised_at: data.raisedAt,
        resolved_at: status === 'resolved' ? occurredAt : null,
      };
      return { ...alert };
    },
  });
}

export const systemFrames: readonly FrameMaker[] = [
  announcementFrame(AnnouncementPublished, 'announcement'),
  announcementFrame(AnnouncementEdited, 'announcement'),
  announcementFrame(AnnouncementWithdrawn, 'announcement'),
  announcementFrame(AnnouncementScheduled, 'announcement.scheduled'),
  announcementFrame(AnnouncementRevised, 'announcement.scheduled'),
  announcementFrame(AnnouncementDiscarded, 'announcement.scheduled'),
  ...maintenanceEvents.map(maintenanceFrame),
  alertFrame(AlertRaised, 'open'),
  alertFrame(AlertResolved, 'resolved'),
];
