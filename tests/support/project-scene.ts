/** A project in which everything happens that can happen in one. */
import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { type FileCommand, fileDecider } from '#domain/files/file.decider.ts';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { commitCommand } from '#server/commit.ts';
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

/** What is said in the story's course and deleted: who missed it is not told it later. */
export const takenBack = 'Wrong task';

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
  const ask = async <T>(name: string, input: object, mate = editor): Promise<T> => {
    const answer = await trpc<T>(app, 'mutation', `tasks.${name}`, input, mate.headers);
    if (answer.status !== 200) throw new Error(`tasks.${name}: ${answer.status}`);
    return answer.body;
  };
  const detail = (change: object, mate = editor) =>
    ask('changeDetails', { taskId: taskIds[0], change }, mate);
  const itemId = uuidv7();
  const lastId = uuidv7();
  let meetingId = '';
  const schedule = async (recurrence: string | null) => {
    const times = { starts_at: '2027-01-01T09:00:00Z', ends_at: '2027-01-01T10:00:00Z' };
    const body = { title: 'Weekly', project_id: projectId, recurrence, ...times };
    meetingId = (await own<{ id: string }>('POST', 'meetings/', body)).id;
  };
  const occurrence = (day: number) =>
    `meetings/${meetingId}/occurrences/2027-01-${String(day).padStart(2, '0')}T09:00:00Z/`;
  let commentId = '';
  const say = async (text: string) => {
    commentId = (await own<{ id: string }>('POST', `${task(0)}comments/`, { text })).id;
  };
  const comment = () => `${task(0)}comments/${commentId}/`;
  const members = `projects/${projectId}/members/`;
  const [fileId, infectedId, brokenId] = [uuidv7(), uuidv7(), uuidv7()];
  /** As the doors and the workers do it. */
  const happens = async (id: string, command: FileCommand) => {
    const on = { decider: fileDecider, id, command };
    const done = await commitCommand(server.platform, { actorId: owner.id }, on);
    if (!done.ok) throw new Error(`${command.type}: ${done.refusal.code}`);
  };
  const upload = (id: string) => {
    const place = { fileId: id, projectId, meetingId: null, uploadedBy: owner.id };
    return happens(id, { type: 'RecordUpload', upload: { ...place, ...sentPicture } });
  };
  const attach = (type: 'AttachFile' | 'DetachFile') => detail({ type, fileId }, owner);
  const saveAndRemoveView = async () => {
    const view = { projectId, name: 'Late', query: 'due=late' };
    const { id: viewId } = await ask<{ id: string }>('saveView', view);
    await ask('removeView', { viewId });
  };
  const file = `core/files/${fileId}/`;
  return [
    [['task.created'], () => make({ title: 'Dig', assignee_ids: [editor.id] })],
    [['task.created'], () => make({ title: 'Sow', due_at: '2026-12-01T00:00:00Z' })],
    [['task.updated'], () => edit('PATCH', task(0), { title: 'Dig deep', labels: ['soil'] })],
    [['task.moved'], () => edit('PATCH', task(0), { status: 'in_progress' })],
    [['task.moved'], () => edit('PATCH', task(1), { position: 12.5 })],
    [['task.assigned'], () => edit('PATCH', task(1), { assignee_ids: [viewer.id, editor.id] })],
    [['task.commented'], () => say('How deep?')],
    [['task.comment_edited'], () => own('PATCH', comment(), { text: 'How wide?' })],
    [['task.commented'], () => say(takenBack)],
    [['task.comment_deleted'], () => own('DELETE', comment())],
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
    [['task.detailed'], () => detail({ type: 'AddChecklistItem', itemId: lastId, text: 'Pail' })],
    [
      ['task.detailed'],
      () => detail({ type: 'MoveChecklistItem', itemId: lastId, beforeId: itemId }),
    ],
    [
      ['task.detailed'],
      () => detail({ type: 'RelateTask', relation: 'blocks', otherId: taskIds[1] }),
    ],
    [[], saveAndRemoveView],
    [['task.detailed'], () => detail({ type: 'RemoveChecklistItem', itemId })],
    [
      ['task.detailed'],
      () => detail({ type: 'UnrelateTask', relation: 'blocks', otherId: taskIds[1] }),
    ],
    [['task.deleted'], () => edit('DELETE', task(1))],
    [['member.added'], () => own('POST', members, { user_id: stranger.id, role: 'viewer' })],
    [['member.changed'], () => own('PATCH', `${members}${stranger.id}/`, { role: 'owner' })],
    [['member.removed'], () => by(stranger)('DELETE', `${members}${editor.id}/`)],
    [['member.added'], () => own('POST', members, { user_id: editor.id, role: 'viewer' })],
    [['project.updated'], () => own('PATCH', `projects/${projectId}/`, { name: 'Park' })],
    [['project.updated'], () => own('DELETE', `projects/${projectId}/`)],
    [['project.updated'], () => own('PATCH', `projects/${projectId}/`, { archived: false })],
    [['meeting.scheduled'], () => schedule('FREQ=WEEKLY')],
    [['meeting.updated'], () => own('PATCH', occurrence(8), { title: 'Sowing' })],
    [['meeting.updated'], () => own('DELETE', occurrence(15))],
    [['meeting.cancelled'], () => own('DELETE', `meetings/${meetingId}/`)],
    [['meeting.scheduled'], () => schedule(null)],
    [['meeting.updated'], () => own('PATCH', `meetings/${meetingId}/`, { title: 'Standing' })],
    [['meeting.cancelled'], () => own('DELETE', `meetings/${meetingId}/`)],
    [['file.added'], () => upload(fileId)],
    [['file.updated'], () => happens(fileId, { type: 'DelayScan' })],
    [[], () => happens(fileId, { type: 'RecordScan', outcome: 'clean', signature: null })],
    [
      ['file.ready'],
      () => happens(fileId, { type: 'RecordRenditions', renditions: picture, originalKept: true }),
    ],
    [['file.added'], () => upload(infectedId)],
    [
      ['file.quarantined'],
      () => happens(infectedId, { type: 'RecordScan', outcome: 'infected', signature: 'Eicar' }),
    ],
    [['file.added'], () => upload(brokenId)],
    [['file.failed'], () => happens(brokenId, { type: 'RecordFailure', code: 'file.corrupt' })],
    [['task.detailed'], () => attach('AttachFile')],
    [['task.detailed'], () => attach('DetachFile')],
    [['file.updated'], () => own('PATCH', file, { name: 'map.png', alt_text: 'The map' })],
    [[], () => own('PATCH', file, { name: 'map.png' })],
    [['file.removed'], () => own('DELETE', file)],
    [[], () => own('DELETE', file)],
    [['file.restored'], () => own('POST', `${file}restore/`)],
    [['file.removed'], () => own('DELETE', file)],
  ];
}

const picture = {
  mimeType: 'image/png',
  width: 40,
  height: 30,
  sizeBytes: 90,
  storageKey: 'a/c',
  thumbnails: [],
};

const sentPicture = {
  ...picture,
  fileType: 'image' as const,
  originalName: 'plan.png',
  altText: 'The plan',
  sizeBytes: 100,
  sha256: 'a'.repeat(64),
  storageKey: 'a/b',
  placeholder: null,
  notices: [],
  awaitsScan: true,
};
