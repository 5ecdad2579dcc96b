/** A client that has a list of a project, and the frames since, has what a fresh list would say. */
import { expect, it } from 'vitest';
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

/** What a client has on its screen of a project. */
interface ProjectView {
  since: number;
  project: Record<string, unknown>;
  tasks: Record<string, unknown>[];
  comments: Record<string, unknown>[];
  members: { user: unknown; role: unknown }[];
  meetings: Record<string, unknown>[];
  fileIds: unknown[];
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
    fileIds: files.results.map(({ id }) => id),
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
    const others = view.fileIds.filter((id) => id !== entity.id);
    // Latest first, and ids are made in the order of time.
    const there = type === 'file.removed' ? others : [entity.id, ...others];
    return {
      ...view,
      fileIds: there.map(String).toSorted((one, other) => other.localeCompare(one)),
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

function byPlace(one: Record<string, unknown>, other: Record<string, unknown>): number {
  const apart = Number(one.position) - Number(other.position);
  return apart || (String(one.id) < String(other.id) ? -1 : 1);
}
