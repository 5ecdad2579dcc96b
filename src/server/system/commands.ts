/** What REST and tRPC both carry out on announcements and maintenance. */
import { v7 as uuidv7 } from 'uuid';
import type { EventMetadata, RecordedEvent } from '#domain/kernel/event.ts';
import { type FieldFault, type Result, refuse } from '#domain/kernel/result.ts';
import {
  type AnnouncementCommand,
  type AnnouncementContent,
  announcementDecider,
} from '#domain/system/announcement.decider.ts';
import type { AnnouncementData } from '#domain/system/announcement.events.ts';
import {
  type MaintenanceCommand,
  type MaintenanceContent,
  maintenanceDecider,
} from '#domain/system/maintenance.decider.ts';
import type { MaintenanceData } from '#domain/system/maintenance.events.ts';
import type { Platform } from '#infra/platform.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import { projectExists } from '#readmodels/projects/exists.query.ts';
import type { AnnouncementEntity, MaintenanceEntity } from '#readmodels/system/system.entities.ts';
import { commitAnswered } from '../commit.ts';
import { announcementAfter, maintenanceAfter, maintenanceFold } from './system.frames.ts';

/** Shown at once, or from the time that it names. */
export async function writeAnnouncement(
  platform: Platform,
  metadata: EventMetadata,
  content: AnnouncementContent,
): Promise<Result<AnnouncementEntity>> {
  const announcementId = uuidv7();
  const { actorId: authorId } = metadata;
  const command: AnnouncementCommand = {
    type: 'WriteAnnouncement',
    announcement: { announcementId, authorId, ...content },
    at: new Date().toISOString(),
  };
  return decideAnnouncement(platform, metadata, command, { id: announcementId, said: content });
}

/** Refused where somebody else changed it since `version`; null for whichever it is. */
export async function changeAnnouncement(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
  change: { changes: Partial<AnnouncementContent>; version: number | null },
): Promise<Result<AnnouncementEntity>> {
  const changes = withItsAudience(change.changes);
  const at = new Date().toISOString();
  const { version } = change;
  const command: AnnouncementCommand = { type: 'ChangeAnnouncement', changes, version, at };
  return decideAnnouncement(platform, metadata, command, { id, said: changes });
}

/** Nobody is shown it from then on. */
export async function withdrawAnnouncement(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
): Promise<Result<AnnouncementEntity>> {
  return decideAnnouncement(platform, metadata, { type: 'WithdrawAnnouncement' }, { id, said: {} });
}

/** Counted down on every page until it begins. */
export async function scheduleMaintenance(
  platform: Platform,
  metadata: EventMetadata,
  content: MaintenanceContent,
): Promise<Result<MaintenanceEntity>> {
  const maintenanceId = uuidv7();
  return decideMaintenance(platform, metadata, maintenanceId, {
    type: 'ScheduleMaintenance',
    maintenance: { maintenanceId, ...content },
    at: new Date().toISOString(),
  });
}

/** Refused where somebody else changed it since `version`; null for whichever it is. */
export async function changeMaintenance(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
  { changes, version }: { changes: Partial<MaintenanceContent>; version: number | null },
): Promise<Result<MaintenanceEntity>> {
  const at = new Date().toISOString();
  const command: MaintenanceCommand = { type: 'ChangeMaintenance', changes, version, at };
  return decideMaintenance(platform, metadata, id, command);
}

/** It does not take place, or is over at once. */
export async function cancelMaintenance(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
): Promise<Result<MaintenanceEntity>> {
  return decideMaintenance(platform, metadata, id, { type: 'CancelMaintenance' });
}

/** For who says the audience only: another one than a project's has no project. */
function withItsAudience(changes: Partial<AnnouncementContent>): Partial<AnnouncementContent> {
  const { audience, projectId } = changes;
  if (audience && audience !== 'project') return { ...changes, projectId: null };
  if (!audience && projectId) return { ...changes, audience: 'project' };
  return changes;
}

async function decideAnnouncement(
  platform: Platform,
  metadata: EventMetadata,
  command: AnnouncementCommand,
  { id, said }: { id: string; said: Partial<AnnouncementContent> },
): Promise<Result<AnnouncementEntity>> {
  const audience = await audienceFault(platform, said);
  if (audience) return refuse('request.invalid', { errors: [audience] });
  return commitAnswered(platform, metadata, {
    decider: announcementDecider,
    id,
    command,
    entity: async (events, { tx }) => {
      const last = events.at(-1) as RecordedEvent<AnnouncementData>;
      const { authorId } = last.data;
      const [author] = authorId ? await namesOf(tx, [authorId]) : [];
      return announcementAfter(last, author ?? null);
    },
  });
}

/** A project's announcement needs a project that is there. */
async function audienceFault(
  platform: Platform,
  { audience, projectId }: Partial<AnnouncementContent>,
): Promise<FieldFault | null> {
  if (audience !== 'project' && !projectId) return null;
  if (audience !== 'project') return { field: 'audience', code: 'invalid_value' };
  if (!projectId) return { field: 'project_id', code: 'invalid_type' };
  const exists = await projectExists(platform.database, projectId);
  return exists ? null : { field: 'project_id', code: 'unknown' };
}

function decideMaintenance(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
  command: MaintenanceCommand,
): Promise<Result<MaintenanceEntity>> {
  return commitAnswered(platform, metadata, {
    decider: maintenanceDecider,
    id,
    command,
    entity: (events) => {
      const state = events.reduce(maintenanceFold.evolve, maintenanceFold.initial);
      return maintenanceAfter(events.at(-1) as RecordedEvent<MaintenanceData>, state);
    },
  });
}
