/** A project in which everything happens that can happen in one. */
import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { FileUploaded } from '#domain/files/file.events.ts';
import { accept } from '#domain/kernel/result.ts';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { commit } from '#server/commit.ts';
import { buildApp } from '#server/http/app.ts';
import { rest, trpc } from './app.ts';
import { type RunningLive, startLive } from './live.ts';
import { PlainClient, type ReceivedFrame } from './live-clients.ts';
import { createTestDatabase } from './postgres.ts';
import { makeTeam, type Team, type TeamMate } from './team.ts';

export interface Scene extends AsyncDisposable, Team {
  app: FastifyInstance;
  server: RunningLive;
  /** As the role that owns the tables. */
  databaseUrl: string;
  /** Another server on the same database, with nothing in memory. */
  another: () => Promise<RunningLive>;
}

/** A server, a project, and somebody in each role. */
export async function openScene(): Promise<Scene> {
  await using opening = new AsyncDisposableStack();
  const database = opening.use(await createTestDatabase());
  const start = async () => opening.use(await startLive({ databaseUrl: database.ownerUrl }));
  const server = await start();
  const app = await buildApp(server.services);
  opening.defer(async () => {
    await app.close();
  });
  const team = await makeTeam({ app, services: server.services });
  const stack = opening.move();
  const another = async () => stack.use(await startLive({ databaseUrl: database.ownerUrl }));
  return {
    ...team,
    app,
    server,
    another,
    databaseUrl: database.ownerUrl,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** A plain socket on the project's channel, with what came as it came. */
export function follow(
  { host }: RunningLive,
  mate: TeamMate,
  projectId: string,
  since?: number,
): PlainClient & { raw: string[] } {
  const query = since === undefined ? '' : `?since=${since}`;
  const client = new PlainClient(`ws://${host}/ws/projects/${projectId}/notifications/${query}`, {
    headers: mate.headers,
  });
  const raw: string[] = [];
  client.ws.on('message', (bytes: Buffer) => raw.push(bytes.toString('utf8')));
  return Object.assign(client, { raw });
}

/** Frames of events: those with a place in the log beside what the connection says of itself. */
export function isDurable(frame: Pick<ReceivedFrame, 'type'>): boolean {
  return frame.type !== 'ready' && frame.type !== 'live';
}

type Step = [told: string[], act: () => Promise<unknown>];

/** Everything that happens in a project, as people do it; each step with what it is told as. */
export function story({ app, server, projectId, owner, editor, viewer, stranger }: Scene): Step[] {
  const by =
    ({ headers }: TeamMate) =>
    async <T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T> => {
      const answer = await rest<T>(app, method, path, { headers, ...(body ? { body } : {}) });
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status}`);
      return answer.body;
    };
  const [own, edit] = [by(owner), by(editor)];
  const taskIds: string[] = [];
  const make = async (body: object) => {
    const { id } = await edit<TaskEntity>('POST', `projects/${projectId}/tasks/`, body);
    taskIds.push(id);
  };
  const task = (index: number) => `tasks/${taskIds[index]}/`;
  const ask = async (name: string, input: object) => {
    const answer = await trpc(app, 'mutation', `tasks.${name}`, input, editor.headers);
    if (answer.status !== 200) throw new Error(`tasks.${name}: ${answer.status}`);
  };
  const detail = (change: object) => ask('changeDetails', { taskId: taskIds[0], change });
  const itemId = uuidv7();
  let meetingId = '';
  const schedule = async () => {
    const times = { starts_at: '2027-01-01T09:00:00Z', ends_at: '2027-01-01T10:00:00Z' };
    const body = { title: 'Weekly', project_id: projectId, ...times };
    meetingId = (await own<{ id: string }>('POST', 'meetings/', body)).id;
  };
  const members = `projects/${projectId}/members/`;
  const fileId = uuidv7();
  const file = `core/files/${fileId}/`;
  return [
    [['task.created'], () => make({ title: 'Dig', assignee_ids: [editor.id] })],
    [['task.created'], () => make({ title: 'Sow', due_at: '2026-12-01T00:00:00Z' })],
    [['task.updated'], () => edit('PATCH', task(0), { title: 'Dig deep', labels: ['soil'] })],
    [['task.moved'], () => edit('PATCH', task(0), { status: 'in_progress' })],
    [['task.moved'], () => edit('PATCH', task(1), { position: 12.5 })],
    [['task.assigned'], () => edit('PATCH', task(1), { assignee_ids: [viewer.id, editor.id] })],
    [['task.commented'], () => own('POST', `${task(0)}comments/`, { text: 'How deep?' })],
    [['task.completed'], () => edit('PATCH', task(0), { status: 'done' })],
    [
      ['task.updated', 'task.assigned', 'task.moved'],
      () => own('PATCH', task(0), { priority: 'high', assignee_ids: [], status: 'todo' }),
    ],
    [[], () => edit('PATCH', task(0), { priority: 'high' })],
    [['task.created'], () => make({ title: 'Mow', status: 'done' })],
    [['task.completed'], () => edit('PATCH', task(0), { status: 'done' })],
    [['task.deleted'], () => edit('DELETE', task(1))],
    [['task.created'], () => ask('restore', { taskId: taskIds[1] })],
    [['task.detailed'], () => detail({ type: 'AddChecklistItem', itemId, text: 'Spade' })],
    [['task.detailed'], () => detail({ type: 'ChangeChecklistItem', itemId, isDone: true })],
    [
      ['task.detailed'],
      () => detail({ type: 'RelateTask', relation: 'blocks', otherId: taskIds[1] }),
    ],
    [[], () => ask('saveView', { projectId, name: 'Late', query: 'due=late' })],
    [['task.deleted'], () => edit('DELETE', task(1))],
    [['member.added'], () => own('POST', members, { user_id: stranger.id, role: 'viewer' })],
    [['member.changed'], () => own('PATCH', `${members}${stranger.id}/`, { role: 'owner' })],
    [['member.removed'], () => by(stranger)('DELETE', `${members}${editor.id}/`)],
    [['member.added'], () => own('POST', members, { user_id: editor.id, role: 'viewer' })],
    [['project.updated'], () => own('PATCH', `projects/${projectId}/`, { name: 'Park' })],
    [['project.updated'], () => own('DELETE', `projects/${projectId}/`)],
    [['project.updated'], () => own('PATCH', `projects/${projectId}/`, { archived: false })],
    [['meeting.scheduled'], schedule],
    [['meeting.updated'], () => own('PATCH', `meetings/${meetingId}/`, { title: 'Standing' })],
    [['meeting.cancelled'], () => own('DELETE', `meetings/${meetingId}/`)],
    [['file.added'], () => addFile(server, { fileId, projectId, uploadedBy: owner.id })],
    [['file.added'], () => addFile(server, { fileId: uuidv7(), projectId, uploadedBy: owner.id })],
    [['file.updated'], () => own('PATCH', file, { name: 'map.png', alt_text: 'The map' })],
    [[], () => own('PATCH', file, { name: 'map.png' })],
    [['file.removed'], () => own('DELETE', file)],
    [[], () => own('DELETE', file)],
    [['file.restored'], () => own('POST', `${file}restore/`)],
    [['file.removed'], () => own('DELETE', file)],
  ];
}

async function addFile(
  { platform }: RunningLive,
  place: { fileId: string; uploadedBy: string; projectId: string },
) {
  const { fileId, uploadedBy: actorId } = place;
  const uploaded = FileUploaded.of({
    ...place,
    meetingId: null,
    fileType: 'image',
    originalName: 'plan.png',
    altText: 'The plan',
    mimeType: 'image/png',
    sizeBytes: 100,
    sha256: 'a'.repeat(64),
    width: 40,
    height: 30,
    storageKey: 'a/b',
    placeholder: null,
    notices: [],
    awaitsScan: false,
  });
  const done = await commit(platform, { actorId }, async (unit) => {
    await unit.append({ stream: `file-${fileId}`, expectedVersion: 0, events: [uploaded] });
    return accept(null);
  });
  if (!done.ok) throw new Error(done.refusal.code);
}
