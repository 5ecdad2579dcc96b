import { ProjectMemberAdded, ProjectMemberRemoved } from '#domain/projects/project.events.ts';
import { roleOf } from '#readmodels/people/role.query.ts';
import { projectIdsOf } from '#readmodels/projects/own-projects.query.ts';
import { systemSnapshot } from '#readmodels/system/current.query.ts';
import type { Caller } from '../auth/caller.ts';
import { viewerOf } from '../auth/viewer.ts';
import type { Channel } from './channel.ts';
import type { LiveCore } from './live-core.ts';
import type { LiveTopic } from './live-frame.ts';

const membershipEvents: ReadonlySet<string> = new Set([
  ProjectMemberAdded.type,
  ProjectMemberRemoved.type,
]);

/** What plain sockets get of it; the web app's page is also told what is not published yet. */
const plainFrames = new Set(['announcement', 'maintenance', 'alert', 'stats']);

/**
 * What the system says to this person: to everyone, to the members of their projects, to
 * administrators. To whom they belong is looked at again when they join or leave a project; a change
 * of role closes the socket, which comes back with the new one.
 */
export function systemChannel(core: LiveCore, caller: Caller): Channel {
  const { database } = core.platform;
  const { personId } = caller;
  let alsoTopics: readonly LiveTopic[] = [];
  return {
    topic: 'system',
    alsoTopics: () => alsoTopics,
    carries: null,
    stateAt: async (position) => {
      const { position: shown, ...state } = await systemSnapshot(database, viewerOf(caller));
      return Number(shown) < position ? null : state;
    },
    isAllowed: async () => {
      const [role, projectIds] = await Promise.all([
        roleOf(database, personId),
        projectIdsOf(database, personId),
      ]);
      const members = projectIds.map((id) => `members:${id}` as const);
      alsoTopics = role === 'admin' ? ['administrators', ...members] : members;
      return true;
    },
    refusal: 'auth.forbidden',
    mayRevoke: ({ type, data }) =>
      membershipEvents.has(type) && (data as { personId: string }).personId === personId,
  };
}

/** The same with the frames for everybody's clients and no others. */
export function plainSystemChannel(core: LiveCore, caller: Caller): Channel {
  return { ...systemChannel(core, caller), carries: plainFrames };
}
