/** What people do, as the product's own commands, so that every read model has work. */
import { v7 as uuid } from 'uuid';
import { fileDecider } from '#domain/files/file.decider.ts';
import type { Decider } from '#domain/kernel/decider.ts';
import type { DomainEvent } from '#domain/kernel/event.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import { NotificationsRead } from '#domain/notifications/notification.events.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { sessionDecider } from '#domain/sessions/session.decider.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import type { Written } from '../messages.ts';
import type { WriterContext } from './act.ts';

export type Change = (unit: UnitOfWork, written: Written[]) => Promise<Result<null>>;

/** Runs a command and notes what it wrote. */
async function command<State, Command, Event extends DomainEvent>(
  unit: UnitOfWork,
  written: Written[],
  decider: Decider<State, Command, Event>,
  id: string,
  what: Command,
): Promise<Result<null>> {
  const result = await unit.command(decider, id, what);
  if (!result.ok) return result;
  const { events, version } = result.value;
  for (const index of events.keys()) {
    written.push({
      stream: `${decider.category}-${id}`,
      version: version - events.length + index + 1,
    });
  }
  return accept(null);
}

function registerPerson(): Change {
  const personId = uuid();
  return (unit, written) =>
    command(unit, written, personDecider, personId, {
      type: 'RegisterPerson',
      personId,
      email: `${personId}@example.org`,
      name: `Person ${personId.slice(-4)}`,
      role: 'member',
      language: 'fr',
    });
}

function renamePerson({ random, people }: WriterContext): Change {
  const personId = random.pick(people);
  return (unit, written) =>
    command(unit, written, personDecider, personId, { type: 'RenamePerson', name: uuid() });
}

/** In any order, so that two of these can wait for each other. */
function renameTwoPeople({ random, people }: WriterContext): Change {
  const personIds = [random.pick(people), random.pick(people)];
  return async (unit, written) => {
    for (const personId of personIds) {
      const name = uuid();
      const result = await command(unit, written, personDecider, personId, {
        type: 'RenamePerson',
        name,
      });
      if (!result.ok) return result;
    }
    return accept(null);
  };
}

function createProject({ random, people }: WriterContext): Change {
  const projectId = uuid();
  return (unit, written) =>
    command(unit, written, projectDecider, projectId, {
      type: 'CreateProject',
      projectId,
      name: `Project ${projectId.slice(-4)}`,
      description: '',
      ownerId: random.pick(people),
    });
}

function changeMembers({ random, people, projects }: WriterContext): Change {
  const projectId = random.pick(projects);
  const personId = random.pick(people);
  return async (unit, written) => {
    const added = await command(unit, written, projectDecider, projectId, {
      type: 'AddMember',
      personId,
      role: 'editor',
    });
    if (added.ok) return added;
    const removed = await command(unit, written, projectDecider, projectId, {
      type: 'RemoveMember',
      personId,
    });
    // The last owner stays; that is an answer as good as any.
    return removed.ok ? removed : accept(null);
  };
}

function uploadFile({ random, people, projects }: WriterContext): Change {
  const fileId = uuid();
  const projectId = random.chance(0.5) ? random.pick(projects) : null;
  return (unit, written) =>
    command(unit, written, fileDecider, fileId, {
      type: 'RecordUpload',
      upload: {
        fileId,
        uploadedBy: random.pick(people),
        projectId,
        meetingId: null,
        fileType: 'image',
        originalName: `${fileId}.jpg`,
        altText: '',
        mimeType: 'image/jpeg',
        sizeBytes: 1_000,
        sha256: fileId.replaceAll('-', '').padStart(64, '0'),
        width: 640,
        height: 480,
        storageKey: `2026/01/${fileId}.jpg`,
        placeholder: null,
        notices: [],
        awaitsScan: false,
      },
    });
}

function signInAndOut({ random, people }: WriterContext): Change {
  const sessionId = uuid();
  const personId = random.pick(people);
  return async (unit, written) => {
    const started = await command(unit, written, sessionDecider, sessionId, {
      type: 'StartSession',
      sessionId,
      personId,
      client: 'web',
      ip: '192.0.2.1',
      userAgent: 'torture',
    });
    if (!started.ok) return started;
    return command(unit, written, sessionDecider, sessionId, {
      type: 'EndSession',
      reason: 'signed_out',
    });
  };
}

/** A contended stream that nobody decides on: the append looks up its version itself. */
function readNotifications({ random, people }: WriterContext): Change {
  const personId = random.pick(people);
  return async (unit, written) => {
    const stream = `inbox-${personId}`;
    await unit.append({
      stream,
      expectedVersion: 'any',
      events: [NotificationsRead.of({ personId, notificationIds: [uuid()] })],
    });
    const [row] = await unit.tx<{ version: number }[]>`
      select max(version) as version from log.events where stream = ${stream}`;
    written.push({ stream, version: row?.version ?? 0 });
    return accept(null);
  };
}

export const changes = {
  registerPerson,
  renamePerson,
  createProject,
  changeMembers,
  uploadFile,
  signInAndOut,
  readNotifications,
  renameTwoPeople,
} satisfies Record<string, (context: WriterContext) => Change>;
