/** The frames of the system channel: each tells the whole announcement, window or alert. */
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
import type { MaintenanceStatus } from '#domain/system/maintenance.decider.ts';
import {
  MaintenanceBegun,
  MaintenanceCancelled,
  MaintenanceChanged,
  type MaintenanceData,
  MaintenanceEnded,
  MaintenanceScheduled,
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

/** A window as its last event left it. */
export function maintenanceAfter(
  { data, version, occurredAt }: RecordedEvent<MaintenanceData>,
  status: MaintenanceStatus,
): MaintenanceEntity {
  return {
    id: data.maintenanceId,
    message: data.message,
    starts_at: data.startsAt,
    ends_at: data.endsAt,
    status,
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

type MaintenanceDefinition = EventDefinition<string, MaintenanceData>;

function maintenanceFrame(
  definition: MaintenanceDefinition,
  statusOf: (event: RecordedEvent<MaintenanceData>) => MaintenanceStatus,
): FrameMaker {
  return frameMaker(definition, {
    frame: 'maintenance',
    data: (event) => ({ ...maintenanceAfter(event, statusOf(event)) }),
  });
}

/**
 * A change of a window leaves open whether it is under way; what comes with it in the same moment
 * says so by a frame of its own.
 */
function statusOfChanged({ data, occurredAt }: RecordedEvent<MaintenanceData>): MaintenanceStatus {
  return Date.parse(data.startsAt) <= Date.parse(occurredAt) ? 'in_progress' : 'scheduled';
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
  maintenanceFrame(MaintenanceScheduled, () => 'scheduled'),
  maintenanceFrame(MaintenanceChanged, statusOfChanged),
  maintenanceFrame(MaintenanceBegun, () => 'in_progress'),
  maintenanceFrame(MaintenanceEnded, () => 'ended'),
  maintenanceFrame(MaintenanceCancelled, () => 'cancelled'),
  alertFrame(AlertRaised, 'open'),
  alertFrame(AlertResolved, 'resolved'),
];
