/** The channels that can be followed so far. */
import { ProjectMemberRemoved } from '#domain/projects/project.events.ts';
import { shownUnreadCountAt } from '#readmodels/notifications/unread-count.query.ts';
import { roleOf } from '#readmodels/people/role.query.ts';
import type { Caller } from '../auth/caller.ts';
import { visibleProject } from '../auth/project-access.ts';
import type { Channel } from './channel.ts';
import type { LiveCore } from './live-core.ts';

const notificationFrames = new Set([
  'notification',
  'notification.read',
  'notification.unread',
  'notification.archived',
  'notification.unarchived',
  'notification.snoozed',
  'notification.woken',
  'notification.withdrawn',
]);

/** All that concerns a person. */
export function userChannel(core: LiveCore, personId: string): Channel {
  const { sql } = core.platform.database;
  return {
    topic: `user:${personId}`,
    carries: null,
    stateAt: async (position) => {
      const unreadCount = await shownUnreadCountAt(sql, personId, position);
      return unreadCount === null ? null : { unread_count: unreadCount };
    },
    isAllowed: async () => true,
    refusal: 'auth.forbidden',
    mayRevoke: null,
  };
}

/** Of what concerns a person the notifications only. */
export function notificationsChannel(core: LiveCore, personId: string): Channel {
  return { ...userChannel(core, personId), carries: notificationFrames };
}

/** What changes in a project, for who may see it. */
export function projectChannel(core: LiveCore, caller: Caller, projectId: string): Channel {
  const { database } = core.platform;
  return {
    topic: `project:${projectId}`,
    carries: null,
    stateAt: async () => ({}),
    isAllowed: async () => (await visibleProject(database, caller, projectId)).ok,
    refusal: 'request.not_found',
    mayRevoke: ({ type, data }) => {
      if (type !== ProjectMemberRemoved.type) return false;
      const removed = data as { projectId: string; personId: string };
      return removed.projectId === projectId && removed.personId === caller.personId;
    },
  };
}

/** The log itself, for administrators. A change of role closes the sockets, so none is minded. */
export function auditChannel(core: LiveCore, caller: Caller): Channel {
  return {
    topic: 'audit',
    carries: null,
    stateAt: async () => ({}),
    isAllowed: async () => (await roleOf(core.platform.database, caller.personId)) === 'admin',
    refusal: 'auth.forbidden',
    mayRevoke: null,
  };
}
