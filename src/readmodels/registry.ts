/** Every read model there is. A new one adds its line here. */
import type { Projection } from '#infra/projections/projection.ts';
import { feedProjection } from './feed/feed.projection.ts';
import { filesProjection } from './files/files.projection.ts';
import { sharesProjection } from './files/shares.projection.ts';
import { invitationsProjection } from './invitations/invitations.projection.ts';
import { meetingsProjection } from './meetings/meetings.projection.ts';
import { notesProjection } from './meetings/notes.projection.ts';
import { notificationsProjection } from './notifications/notifications.projection.ts';
import { preferencesProjection } from './notifications/preferences.projection.ts';
import { templatesProjection } from './notifications/templates.projection.ts';
import { peopleProjection } from './people/people.projection.ts';
import { projectsProjection } from './projects/projects.projection.ts';
import { sessionsProjection } from './sessions/sessions.projection.ts';
import { alertsProjection } from './system/alerts.projection.ts';
import { announcementsProjection } from './system/announcements.projection.ts';
import { maintenanceProjection } from './system/maintenance.projection.ts';
import { taskViewsProjection } from './tasks/task-views.projection.ts';
import { tasksProjection } from './tasks/tasks.projection.ts';

export const projections: readonly Projection[] = [
  feedProjection,
  peopleProjection,
  sessionsProjection,
  invitationsProjection,
  projectsProjection,
  tasksProjection,
  taskViewsProjection,
  filesProjection,
  sharesProjection,
  meetingsProjection,
  notesProjection,
  notificationsProjection,
  preferencesProjection,
  templatesProjection,
  announcementsProjection,
  maintenanceProjection,
  alertsProjection,
];

/**
 * Whose checkpoints tell what the read models show. A row of another name is another version's,
 * which is gone, or about to come: nobody here waits for it.
 */
export const projectionNames: readonly string[] = projections.map(({ name }) => name);
