/** A client that has a list of a project, and the frames since, has what a fresh list would say. */
import { expect, it } from 'vitest';
import { fileFrames } from '#server/files/file.frames.ts';
import { meetingFrames } from '#server/meetings/meeting.frames.ts';
import { projectFrames } from '#server/projects/project.frames.ts';
import { taskFrames } from '#server/tasks/task.frames.ts';
import { rest } from '#tests/support/app.ts';
import type { ReceivedFrame } from '#tests/support/live-clients.ts';
import { follow, isDurable, openScene, type Scene, story } from '#tests/support/project-scene.ts';

it('makes of a snapshot and what came since what a fresh snapshot is, after any step', async () => {
  await using scene = await openScene();
  const { server, projectId, viewer } = scene;
  const snapshots = [await snapshotOf(scene)];
  for (const [, act] of story(scene)) {
    await act();
    snapshots.push(await snapshotOf(scene));
  }
  const last = snapshots.at(-1);
  for (const snapshot of snapshots) {
    await using client = follow(server, viewer, projectId, snapshot.since);
    await client.untilType('live');
    const folded = client.frames.filter(isDurable).reduce(applied, snapshot);
    expect({ ...folded, since: 0 }).toEqual({ ...last, since: 0 });
  }
});

it('is asked of every event that a project is told of', async () => {
  await using scene = await openScene();
  for (const [, act] of story(scene)) await act();
  const { sql } = scene.server.platform.eventLog;
  const rows = await sql<{ type: string }[]>`select distinct type from log.events`;
  const happened = new Set(rows.map(({ type }) => type));
  const told = [...projectFrames, ...taskFrames, ...fileFrames, ...meetingFrames];
  expect(told.map(({ event }) => event).filter((type) => !happened.has(type))).toEqual([]);
});

/** What a client has on its screen of a project. */
interface ProjectView {
  since: number;
  project: Record<string, unknown>;
  tasks: Record<string, unknown>[];
  comments: Record<string, unknown>[];
  members: { user: unknown; role: unknown }[];
  meetings: Record<string, unknown>[];
  files: { id: unknown; status: unknown; original_name: unknown }[];
}

async function snapshotOf({ app, projectId, viewer }: Scene): Promise<ProjectView> {
  interface Page {
    results: Record<string, unknown>[];
    position: string;
  }
  const { headers } = viewer;
  const read = async <T>(path: string) => {
    const answer = await rest<T>(app, 'GET', path, { headers });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const tasks = await read<Page>(`projects/${projectId}/tasks/`);
  const comments = await Promise.all(
    tasks.results.map(({ id }) => read<Page>(`tasks/${String(id)}/comments/`)),
  );
  const members = await read<Page>(`projects/${projectId}/members/`);
  const files = await read<Page>(`core/files/?project_id=${projectId}`);
  const meetings = await read<Page>(`meetings/?project_id=${projectId}`);
  const positions = [tasks, members].map(({ position }) => Number(position));
  return {
    since: Math.min(...positions),
    project: await read(`projects/${projectId}/`),
    tasks: tasks.results,
    comments: comments.flatMap(({ results }) => results),
    members: members.results as ProjectView['members'],
    meetings: meetings.results,
    files: files.results.map(shownFile),
  };
}

/** What a client makes of a frame; one that it has already changes nothing more. */
function applied(view: ProjectView, { type, data }: ReceivedFrame): ProjectView {
  const { actor: _, comment, ...entity } = data;
  if (type === 'task.deleted') {
    return {
      ...view,
      tasks: view.tasks.filter(({ id }) => id !== entity.id),
      comments: view.comments.filter((said) => said.task_id !== entity.id),
    };
  }
  if (type.startsWith('task.')) {
    const tasks = [...view.tasks.filter(({ id }) => id !== entity.id), entity];
    const said = comment as Record<string, unknown> | undefined;
    const comments = said
      ? [...view.comments.filter(({ id }) => id !== said.id), said]
      : view.comments;
    return { ...view, comments, tasks: tasks.toSorted(byPlace) };
  }
  if (type.startsWith('meeting.')) {
    const others = view.meetings.filter(({ id }) => id !== entity.id);
    return { ...view, meetings: [...others, entity] };
  }
  if (type === 'project.updated') return { ...view, project: { ...view.project, ...entity } };
  if (type.startsWith('file.')) {
    const file = view.files.find(({ id }) => id === entity.file_id);
    const others = view.files.filter(({ id }) => id !== entity.file_id);
    const state = statusOf[type];
    const there = state ? file && { ...file, status: state } : shownFile(entity);
    const files = there && type !== 'file.removed' ? [...others, there] : others;
    // Latest first, and ids are made in the order of time.
    return {
      ...view,
      files: files.toSorted((one, other) => String(other.id).localeCompare(String(one.id))),
    };
  }
  const { user, project_role: role } = entity as { user: { id: string }; project_role: unknown };
  const isTheirs = (member: ProjectView['members'][number]) =>
    (member.user as { id: string }).id === user.id;
  switch (type) {
    case 'member.added':
      return {
        ...view,
        members: [...view.members.filter((one) => !isTheirs(one)), { user, role }],
      };
    case 'member.changed':
      return {
        ...view,
        members: view.members.map((one) => (isTheirs(one) ? { user, role } : one)),
      };
    case 'member.removed':
      return { ...view, members: view.members.filter((one) => !isTheirs(one)) };
    default:
      throw new Error(`a client knows nothing of ${type}`);
  }
}

/** Frames that say no more than what became of a file. */
const statusOf: Record<string, string> = {
  'file.ready': 'ready',
  'file.quarantined': 'quarantined',
  'file.failed': 'failed',
};

function shownFile({ id, status, original_name }: Record<string, unknown>) {
  return { id, status, original_name };
}

function byPlace(one: Record<string, unknown>, other: Record<string, unknown>): number {
  const apart = Number(one.position) - Number(other.position);
  return apart || (String(one.id) < String(other.id) ? -1 : 1);
}
