/** Every event and every decider there is. A new feature adds its two lines here. */
import type { EventDefinition } from './kernel/event.ts';
import { fileDecider } from './files/file.decider.ts';
import { fileEvents } from './files/file.events.ts';
import { shareDecider } from './files/share.decider.ts';
import { shareEvents } from './files/share.events.ts';
import { invitationDecider } from './invitations/invitation.decider.ts';
import { invitationEvents } from './invitations/invitation.events.ts';
import { attendanceEvents } from './meetings/attendance.events.ts';
import { meetingDecider } from './meetings/meeting.decider.ts';
import { meetingEvents } from './meetings/meeting.events.ts';
import { messageDecider } from './meetings/message.decider.ts';
import { messageEvents } from './meetings/message.events.ts';
import { notesDecider } from './meetings/note.decider.ts';
import { noteEvents } from './meetings/note.events.ts';
import { readingDecider } from './meetings/reading.decider.ts';
import { readingEvents } from './meetings/reading.events.ts';
import { notificationEvents } from './notifications/notification.events.ts';
import { preferencesDecider } from './notifications/preferences.decider.ts';
import { templateDecider } from './notifications/templates/template.decider.ts';
import { templateEvents } from './notifications/templates/template.events.ts';
import { personDecider } from './people/person.decider.ts';
import { personEvents } from './people/person.events.ts';
import { projectDecider } from './projects/project.decider.ts';
import { projectEvents } from './projects/project.events.ts';
import { sessionDecider } from './sessions/session.decider.ts';
import { sessionEvents } from './sessions/session.events.ts';
import { alertDecider } from './system/alert.decider.ts';
import { alertEvents } from './system/alert.events.ts';
import { announcementDecider } from './system/announcement.decider.ts';
import { announcementEvents } from './system/announcement.events.ts';
import { maintenanceDecider } from './system/maintenance.decider.ts';
import { maintenanceEvents } from './system/maintenance.events.ts';
import { taskViewDecider } from './tasks/task-view.decider.ts';
import { taskViewEvents } from './tasks/task-view.events.ts';
import { taskDecider } from './tasks/task.decider.ts';
import { taskEvents } from './tasks/task.events.ts';

// The registry forgets each event's own data type; the codec validates before it uses one.
const definitions = [
  ...personEvents,
  ...sessionEvents,
  ...invitationEvents,
  ...projectEvents,
  ...taskEvents,
  ...taskViewEvents,
  ...fileEvents,
  ...shareEvents,
  ...meetingEvents,
  ...messageEvents,
  ...attendanceEvents,
  ...noteEvents,
  ...readingEvents,
  ...notificationEvents,
  ...templateEvents,
  ...announcementEvents,
  ...maintenanceEvents,
  ...alertEvents,
] as readonly unknown[] as readonly EventDefinition[];

export const eventDefinitions: ReadonlyMap<string, EventDefinition> = new Map(
  definitions.map((definition) => [definition.type, definition]),
);

export const deciders = [
  personDecider,
  sessionDecider,
  invitationDecider,
  projectDecider,
  taskDecider,
  taskViewDecider,
  fileDecider,
  shareDecider,
  meetingDecider,
  messageDecider,
  notesDecider,
  readingDecider,
  preferencesDecider,
  templateDecider,
  announcementDecider,
  maintenanceDecider,
  alertDecider,
] as const;
