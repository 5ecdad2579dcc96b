import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/trpc/router.ts';

export type { PresentStep } from '#server/tasks/detail-commands.ts';

type Outputs = inferRouterOutputs<AppRouter>;

/* The entities as the server gives them: their shapes have one source, the router. */
export type User = NonNullable<Outputs['auth']['status']['user']>;
/** As others see them beside what they did. */
export type Person = Outputs['tasks']['comments']['results'][number]['user'];
export type NotificationsSnapshot = Outputs['notifications']['snapshot'];
/** With its place in the list: the higher, the newer. */
export type ListedNotification = NotificationsSnapshot['results'][number];
export type Notification = Omit<ListedNotification, 'position'>;
export type NotificationPreferences = Outputs['notifications']['preferences'];
export type TemplateVersion = Outputs['notifications']['templates']['versions']['results'][number];
export type ChangedTemplate = Outputs['notifications']['templates']['list'][number];
export type StoredFile = Outputs['files']['get'];
export type Share = Outputs['files']['shares']['list'][number];
export type SharedFile = Outputs['files']['shares']['look'];
export type FileStats = Outputs['files']['stats'];
export type Project = Outputs['projects']['list']['results'][number];
export type ProjectMember = Outputs['projects']['get']['members'][number];
export type ProjectRole = ProjectMember['role'];
export type Meeting = Outputs['meetings']['get'];
/** One time of a meeting. */
export type Occurrence = Outputs['meetings']['occurrences']['results'][number];
/** The same as its page shows it, with the people whose it is. */
export type ShownMeeting = Outputs['meetings']['occurrence'];
export type Task = Outputs['tasks']['get'];
/** As boards and lists show it, without its description. */
export type TaskCard = Outputs['tasks']['board']['tasks'][number];
export type Board = Outputs['tasks']['board'];
export type OwnTask = Outputs['tasks']['mine']['results'][number];
/** A change that could not be, and whose change it met with where it did. */
export type RefusedEdit = Outputs['tasks']['editMany']['refused'][number];
export type TaskComment = Outputs['tasks']['comments']['results'][number];
export type TaskDetails = Outputs['tasks']['details'];
export type TaskHistoryEntry = Outputs['tasks']['history']['results'][number];
export type SearchHit = Outputs['search']['find']['results'][number];
export type Activity = Outputs['projects']['activity']['results'][number];
export type Session = Outputs['sessions']['list'][number];
export type AuditEvent = Outputs['audit']['events']['results'][number];
export type SystemStats = Outputs['system']['stats'];
export type Announcement = Outputs['system']['announcements']['results'][number];
export type Maintenance = Outputs['system']['maintenance']['results'][number];
export type SystemNow = Outputs['system']['current'];
