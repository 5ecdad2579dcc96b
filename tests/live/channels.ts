/** The channels that the delivery suite follows: a line adds one. */
import { v7 as uuidv7 } from 'uuid';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { transact } from '#infra/log/transact.ts';
import { writeAnnouncement } from '#server/system/commands.ts';
import { createTask } from '#server/tasks/commands.ts';
import {
  notify,
  type RunningLive,
  type SignedInPerson,
  signInSomebody,
} from '#tests/support/live.ts';
import type { TrpcClient, TrpcFrames } from '#tests/support/live-clients.ts';
import { post, schedule } from '#tests/support/meetings.ts';

/** Somebody, and what they may follow. */
export interface World {
  writer: RunningLive;
  ana: SignedInPerson;
  projectId: string;
  meetingId: string;
}

export interface FollowedChannel {
  name: string;
  topic: (world: World) => string;
  /** Types of frames that are compared with the log. */
  frames: ReadonlySet<string>;
  path: (world: World) => string;
  subscribe: (api: TrpcClient['api'], world: World, handlers: TrpcFrames['handlers']) => void;
  publish: (world: World) => Promise<unknown>;
}

export const followedChannels: readonly FollowedChannel[] = [
  {
    name: 'user notifications',
    topic: ({ ana }) => `user:${ana.personId}`,
    frames: new Set(['notification']),
    path: ({ ana }) => `/ws/notifications/${ana.personId}/`,
    subscribe: (api, _, handlers) => api.live.user.subscribe({ lastEventId: '0' }, handlers),
    publish: ({ writer, ana }) => notify(writer.platform, ana.personId),
  },
  {
    name: 'project',
    topic: ({ projectId }) => `project:${projectId}`,
    frames: new Set(['task.created']),
    path: ({ projectId }) => `/ws/projects/${projectId}/notifications/`,
    subscribe: (api, { projectId }, handlers) =>
      api.live.project.subscribe({ projectId, lastEventId: '0' }, handlers),
    publish: ({ writer, ana, projectId }) => {
      const caller = { ...ana, role: 'member', expiresAtMs: Infinity } as const;
      const metadata = { actorId: ana.personId };
      return createTask(writer.platform, caller, metadata, projectId, { title: 'To do' });
    },
  },
  {
    name: 'meeting chat',
    topic: ({ meetingId }) => `meeting:${meetingId}`,
    frames: new Set(['message']),
    path: ({ meetingId }) => `/ws/meetings/${meetingId}/chat/`,
    subscribe: (api, { meetingId }, handlers) =>
      api.live.meeting.subscribe({ meetingId, lastEventId: '0' }, handlers),
    publish: ({ writer, ana, meetingId }) => post(writer, ana, meetingId, 'Hello'),
  },
  {
    name: 'system',
    topic: () => 'system',
    frames: new Set(['announcement']),
    path: () => '/ws/system/',
    subscribe: (api, _, handlers) => api.live.system.subscribe({ lastEventId: '0' }, handlers),
    publish: ({ writer }) =>
      writeAnnouncement(
        writer.platform,
        { actorId: null },
        {
          title: 'News',
          message: '',
          type: 'info',
          audience: 'everyone',
          projectId: null,
          startsAt: new Date(0).toISOString(),
          expiresAt: null,
        },
      ),
  },
];

export async function makeWorld(writer: RunningLive): Promise<World> {
  const ana = await signInSomebody(writer);
  const projectId = uuidv7();
  const made = await transact(writer.platform.eventLog, { actorId: ana.personId }, (unit) =>
    unit.command(projectDecider, projectId, {
      type: 'CreateProject',
      projectId,
      name: 'Garden',
      description: '',
      ownerId: ana.personId,
    }),
  );
  if (!made.ok) throw new Error(made.refusal.code);
  await writer.platform.tail.whenVisible(made.value.eventIds, 10_000);
  const { id: meetingId } = await schedule(writer, ana);
  return { writer, ana, projectId, meetingId };
}
