/**
 * Fills an instance by the commands that people's clicks end in. Every step looks first whether it
 * was done: a demo cut off in the middle is completed by the next one, and none is made twice.
 */
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { NotificationSent } from '#domain/notifications/notification.events.ts';
import { accept } from '#domain/kernel/result.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { hashPassword } from '#server/auth/passwords.ts';
import { registerPerson } from '#server/auth/registration.ts';
import { commit } from '#server/commit.ts';
import { receiveFile } from '#server/http/uploads/receive-file.ts';
import { storeFile } from '#server/http/uploads/store-file.ts';
import { sendNotification, wordForWord } from '#server/notifications/send.ts';
import type { Services } from '#server/services.ts';
import { announce } from './announcements.ts';
import { addressOf, callerFor, done, personIdOf } from './cast.ts';
import { fillTasks } from './fill-tasks.ts';
import { fillMeetings } from './meetings.ts';
import { paint } from './paint.ts';
import {
  type DemoMessage,
  type DemoPerson,
  type DemoPicture,
  type DemoProject,
  messages,
  people,
  pictures,
  projects,
} from './team.ts';

export interface Filled {
  people: number;
  projects: number;
  tasks: number;
  meetings: number;
  /** The ids of the pictures that were added. */
  fileIds: string[];
}

export async function fill(services: Services, password: string): Promise<Filled> {
  const { sql } = services.platform.database;
  const passwordHash = await hashPassword(password);
  let registered = 0;
  for (const person of people) {
    if (await register(services, person, passwordHash)) registered += 1;
  }
  const projectIds: ProjectIds = new Map();
  let created = 0;
  for (const project of projects) {
    const found = await findProject(services, project);
    if (!found) created += 1;
    projectIds.set(project.key, found ?? (await createProject(services, project)));
  }
  const made = await fillTasks(services, (key) => projectIdOf(projectIds, key));
  const fileIds: string[] = [];
  for (const picture of pictures) {
    const personId = personIdOf(picture.by);
    const [known] = await sql`
      select from files where uploaded_by = ${personId} and original_name = ${picture.name}`;
    if (!known) fileIds.push(await upload(services, picture, projectIds));
  }
  if (created > 0) {
    for (const message of messages) await send(services, message, projectIds);
    await announce(services);
  }
  const meetings = await fillMeetings(services, (key) => projectIdOf(projectIds, key));
  return { people: registered, projects: created, tasks: made, meetings, fileIds };
}

/** By the projects' keys. */
type ProjectIds = Map<string, string>;

function projectIdOf(projectIds: ProjectIds, key: string): string {
  const id = projectIds.get(key);
  if (!id) throw new Error(`the demo has no project called ${key}`);
  return id;
}

async function register(
  { platform }: Services,
  person: DemoPerson,
  passwordHash: string,
): Promise<boolean> {
  const { name, role, language, key } = person;
  const email = addressOf(person);
  const [known] = await platform.database.sql`select from auth.logins where email = ${email}`;
  if (known) return false;
  const personId = personIdOf(key);
  const fresh = { personId, email, name, role, language, passwordHash };
  done(await commit(platform, { actorId: personId }, (unit) => registerPerson(unit, fresh)));
  return true;
}

async function findProject(
  { platform }: Services,
  { name, owner }: DemoProject,
): Promise<string | undefined> {
  const [found] = await platform.database.sql<{ id: string }[]>`
    select p.id from projects p join project_members m on m.project_id = p.id
    where p.name = ${name} and m.person_id = ${personIdOf(owner)}`;
  return found?.id;
}

async function createProject({ platform }: Services, project: DemoProject): Promise<string> {
  const { name, description, members } = project;
  const projectId = uuidv7();
  const ownerId = personIdOf(project.owner);
  const made = await commit(platform, { actorId: ownerId }, async (unit) => {
    const what = { type: 'CreateProject', projectId, ownerId, name, description } as const;
    const created = await unit.command(projectDecider, projectId, what);
    if (!created.ok) return created;
    for (const [person, role] of members) {
      const personId = personIdOf(person);
      const added = await unit.command(projectDecider, projectId, {
        type: 'AddMember',
        personId,
        role,
      });
      if (!added.ok) return added;
    }
    return accept(null);
  });
  done(made);
  return projectId;
}

/** The way of an upload from where its bytes have come in. */
async function upload(
  services: Services,
  picture: DemoPicture,
  projectIds: ProjectIds,
): Promise<string> {
  await using resources = new AsyncDisposableStack();
  const sent = {
    name: picture.name,
    mimeType: `image/${picture.format}`,
    chunks: Readable.from([await paint(picture)]),
  };
  const limit = services.settings.uploads.image;
  const file = done(await receiveFile(sent, services.storage, limit, resources));
  const stored = await storeFile(services, callerFor(picture.by), {
    file,
    fileType: 'image',
    place: {
      projectId: picture.project ? projectIdOf(projectIds, picture.project) : null,
      meetingId: null,
    },
    altText: picture.altText,
    requestId: 'demo',
  });
  return done(stored).file.id;
}

async function send(
  { platform }: Services,
  message: DemoMessage,
  projectIds: ProjectIds,
): Promise<void> {
  const { from, to, title, message: text, type } = message;
  const audience =
    'project' in to
      ? { projectId: projectIdOf(projectIds, to.project) }
      : { userIds: [personIdOf(to.person)] };
  const metadata = { actorId: personIdOf(from) };
  const link = 'projectId' in audience ? `/projects/${audience.projectId}` : null;
  const said = wordForWord(title, text);
  done(await sendNotification(platform, metadata, { audience, ...said, type, link }));
}

/**
 * Resolves when each of these pictures has its thumbnails and its people have been told, which is
 * what the worker does last; false where that took longer than `timeoutMs`.
 */
export function whenPicturesAreReady(
  { platform }: Pick<Services, 'platform'>,
  timeoutMs: number,
): { of: (fileIds: readonly string[]) => Promise<boolean>; stop: () => void } {
  const told = new Set<string>();
  let check = () => {};
  const stop = platform.tail.onEvents((events) => {
    for (const { type, data } of events) {
      if (type !== NotificationSent.type) continue;
      const { link } = NotificationSent.schema.parse(data);
      if (link) told.add(link);
    }
    check();
  });
  const of = (fileIds: readonly string[]) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs);
      check = () => {
        if (!fileIds.every((id) => told.has(`/files/${id}`))) return;
        clearTimeout(timer);
        resolve(true);
      };
      check();
    });
  return { of, stop };
}
