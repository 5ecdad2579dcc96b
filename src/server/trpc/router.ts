/** Every procedure there is, by feature. */
import { auditRouter } from '../audit/audit.router.ts';
import { authRouter } from '../auth/auth.router.ts';
import { filesRouter } from '../files/files.router.ts';
import { invitationsRouter } from '../invitations/invitations.router.ts';
import { liveRouter } from '../live/live.router.ts';
import { meetingsRouter } from '../meetings/meetings.router.ts';
import { notificationsRouter } from '../notifications/notifications.router.ts';
import { peopleRouter } from '../people/people.router.ts';
import { projectsRouter } from '../projects/projects.router.ts';
import { pushRouter } from '../push/push.router.ts';
import { searchRouter } from '../search/search.router.ts';
import { sessionsRouter } from '../sessions/sessions.router.ts';
import { systemRouter } from '../system/system.router.ts';
import { tasksRouter } from '../tasks/tasks.router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  audit: auditRouter,
  auth: authRouter,
  files: filesRouter,
  invitations: invitationsRouter,
  live: liveRouter,
  meetings: meetingsRouter,
  notifications: notificationsRouter,
  people: peopleRouter,
  projects: projectsRouter,
  push: pushRouter,
  search: searchRouter,
  sessions: sessionsRouter,
  system: systemRouter,
  tasks: tasksRouter,
});

export type AppRouter = typeof appRouter;
