/** What REST and tRPC both carry out on announcements and maintenance. */
import { v7 as uuidv7 } from 'uuid';
import type { EventMetadata, RecordedEvent } from '#domain/kernel/event.ts';
import { accept, type FieldFault, type Result, refuse } from '#domain/kernel/result.ts';
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
import { readStream } from '#infra/log/read.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import { projectExists } from '#readmodels/projects/exists.query.ts';
import type { AnnouncementEntity, MaintenanceEntity } from '#readmodels/system/system.entities.ts';
import { commit } from '../commit.ts';
import { announcementAfter, maintenanceAfter, maintenanceFold } from './system.frames.ts';

export async function writeAnnouncement(
  platform: Platform,
  metadata: EventMetadata,
  content: AnnouncementContent,
): Promise<Result<AnnouncementEntity>> {
  const announcementId = uuidv7();
  const { actorId: authorId } = metadata;
  return commandAnnouncement(platform, metadata, announcementId, content, {
    type: 'WriteAnnouncement',
    announcement: { announcementId, authorId, ...content },
    at: new Date().toISOString(),
  });
}

export async function changeAnnouncement(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
  change: { changes: Partial<AnnouncementContent>; version: number | null },
): Promise<Result<AnnouncementEntity>> {
  const changes = withItsAudience(change.changes);
  const at = new Date().toISOString();
  const command: AnnouncementCommand = { type: 'ChangeAnnouncement', changes, at };
  return commandAnnouncement(platform, metadata, id, changes, command, change.version);
}

export async function withdrawAnnouncement(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
): Promise<Result<AnnouncementEntity>> {
  return commandAnnouncement(platform, metadata, id, {}, { type: 'WithdrawAnnouncement' });
}

export async function scheduleMaintenance(
  platform: Platform,
  metadata: EventMetadata,
  content: MaintenanceContent,
): Promise<Result<MaintenanceEntity>> {
  const maintenanceId = uuidv7();
  return commandMaintenance(platform, metadata, maintenanceId, {
    type: 'ScheduleMaintenance',
    maintenance: { maintenanceId, ...content },
    at: new Date().toISOString(),
  });
}

export async function changeMaintenance(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
  { changes, version }: { changes: Partial<MaintenanceContent>; version: number | null },
): Promise<Result<MaintenanceEntity>> {
  const at = new Date().toISOString();
  const command: MaintenanceCommand = { type: 'ChangeMaintenance', changes, at };
  return commandMaintenance(platform, metadata, id, command, version);
}

export async function cancelMaintenance(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
): Promise<Result<MaintenanceEntity>> {
  return commandMaintenance(platform, metadata, id, { type: 'CancelMaintenance' });
}

/** For who says the audience only: another one than a project's has no project. */
function withItsAudience(changes: Partial<AnnouncementContent>): Partial<AnnouncementContent> {
  const { audience, projectId } = changes;
  if (audience && audience !== 'project') return { ...changes, projectId: null };
  if (!audience && projectId) return { ...changes, audience: 'project' };
  return changes;
}

async function commandAnnouncement(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
  said: Partial<AnnouncementContent>,
  command: AnnouncementCommand,
  version: number | null = null,
): Promise<Result<AnnouncementEntity>> {
  const audience = await audienceFault(platform, said);
  if (audience) return refuse('request.invalid', { errors: [audience] });
  return carryOut<AnnouncementData, AnnouncementEntity>(platform, metadata, {
    decide: (unit) => unit.command(announcementDecider, id, command),
    stream: `${announcementDecider.category}-${id}`,
    version,
    entity: async ({ tx }, events) => {
      const last = events.at(-1) as RecordedEvent<AnnouncementData>;
      const { authorId } = last.data;
      const [author] = authorId ? await namesOf(tx, [authorId]) : [];
      return announcementAfter(last, author ? { ...author, avatar_url: null } : null);
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

async function commandMaintenance(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
  command: MaintenanceCommand,
  version: number | null = null,
): Promise<Result<MaintenanceEntity>> {
  return carryOut<MaintenanceData, MaintenanceEntity>(platform, metadata, {
    decide: (unit) => unit.command(maintenanceDecider, id, command),
    stream: `${maintenanceDecider.category}-${id}`,
    version,
    entity: async (_, events) => {
      const state = events.reduce(maintenanceFold.evolve, maintenanceFold.initial);
      return maintenanceAfter(events.at(-1) as RecordedEvent<MaintenanceData>, state);
    },
  });
}

interface Carrying<Data, Entity extends object> {
  decide: (unit: UnitOfWork) => Promise<Result<{ events: unknown[]; version: number }>>;
  stream: string;
  /** Which one the change was made from; null for whichever there is. */
  version: number | null;
  /** What a stream's events, of which there is at least one, add up to. */
  entity: (unit: UnitOfWork, events: RecordedEvent<Data>[]) => Promise<Entity>;
}

/** Answers from the stream: what is stored is answered so, however far behind a read model is. */
async function carryOut<Data, Entity extends object>(
  platform: Platform,
  metadata: EventMetadata,
  { decide, stream, version, entity }: Carrying<Data, Entity>,
): Promise<Result<Entity>> {
  const { keys } = platform.eventLog;
  return commit(platform, metadata, async (unit) => {
    const stored = async () => {
      const { events } = await readStream(unit.tx, keys, stream);
      return events as RecordedEvent<Data>[];
    };
    if (version !== null) {
      const events = await stored();
      if (events.length > 0 && events.length !== version) {
        return refuse('request.stale', { present: await entity(unit, events) });
      }
    }
    const decided = await decide(unit);
    if (!decided.ok) return decided;
    const before = decided.value.version - decided.value.events.length;
    if (version !== null && version !== before) return refuse('conflict');
    return accept(await entity(unit, await stored()));
  });
}
