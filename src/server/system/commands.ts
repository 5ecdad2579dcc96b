/** What REST and tRPC both carry out on announcements and maintenance. */
import { v7 as uuidv7 } from 'uuid';
import type { Decider } from '#domain/kernel/decider.ts';
import type { DomainEvent, EventMetadata, RecordedEvent } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
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
import type { MaintenanceData, MaintenanceEvent } from '#domain/system/maintenance.events.ts';
import { readStream } from '#infra/log/read.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import { projectFor } from '#readmodels/projects/projects.query.ts';
import type { AnnouncementEntity, MaintenanceEntity } from '#readmodels/system/system.entities.ts';
import { commit } from '../commit.ts';
import { announcementAfter, maintenanceAfter } from './system.frames.ts';

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
  change: { changes: Partial<AnnouncementContent>; version: number | undefined },
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
  { changes, version }: { changes: Partial<MaintenanceContent>; version: number | undefined },
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
  version?: number,
): Promise<Result<AnnouncementEntity>> {
  if (said.audience === 'project' || said.projectId) {
    const projectId = said.projectId ?? null;
    const project = projectId && (await projectFor(platform.database, projectId, projectId));
    if (!project || said.audience !== 'project') {
      const code = projectId ? 'unknown' : 'invalid_type';
      return refuse('request.invalid', { errors: [{ field: 'project_id', code }] });
    }
  }
  return commit(platform, metadata, async (unit) => {
    const last = await lastAfter<AnnouncementData>(platform, unit, {
      decider: announcementDecider,
      id,
      command,
      version,
    });
    if (!last.ok) return last;
    const event = last.value.at(-1) as RecordedEvent<AnnouncementData>;
    const { authorId } = event.data;
    const [author] = authorId ? await namesOf(unit.tx, [authorId]) : [];
    return accept(announcementAfter(event, author ? { ...author, avatar_url: null } : null));
  });
}

async function commandMaintenance(
  platform: Platform,
  metadata: EventMetadata,
  id: string,
  command: MaintenanceCommand,
  version?: number,
): Promise<Result<MaintenanceEntity>> {
  return commit(platform, metadata, async (unit) => {
    const stored = await lastAfter<MaintenanceData>(platform, unit, {
      decider: maintenanceDecider,
      id,
      command,
      version,
    });
    if (!stored.ok) return stored;
    const events = stored.value;
    const state = (events as unknown as MaintenanceEvent[]).reduce(
      maintenanceDecider.evolve,
      maintenanceDecider.initial,
    );
    const event = events.at(-1) as RecordedEvent<MaintenanceData>;
    return accept(maintenanceAfter(event, state.status ?? 'scheduled'));
  });
}

/** The whole stream as it is with what was decided: answered from there, not from a read model. */
async function lastAfter<Data>(
  platform: Platform,
  unit: UnitOfWork,
  on: {
    decider: Decider<never, never, DomainEvent>;
    id: string;
    command: unknown;
    version: number | undefined;
  },
): Promise<Result<RecordedEvent<Data>[]>> {
  const { id, version } = on;
  const decider = on.decider as Decider<unknown, unknown, DomainEvent>;
  const decided = await unit.command(decider, id, on.command);
  if (!decided.ok) return decided;
  const before = decided.value.version - decided.value.events.length;
  if (version !== undefined && version !== before) return refuse('conflict');
  const stream = `${decider.category}-${id}`;
  const { events } = await readStream(unit.tx, platform.eventLog.keys, stream);
  return accept(events as RecordedEvent<Data>[]);
}
