/** For each call of the API, by its name in the document, a request that is right. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { bearer, rest, type TestServer, trpc } from '#tests/support/app.ts';
import { addPerson, password, type Tokens, tokensOf } from '#tests/support/sign-in.ts';
import type { Sent } from './against-document.ts';
import { picture, rightFiles } from './right-files.ts';

export interface Scene {
  app: FastifyInstance;
  admin: Tokens;
  /** Owns what is changed, read and deleted. */
  owner: Tokens;
  /** In the owner's project. */
  member: Tokens;
  /** Signed in, and nothing of all this is their business. */
  stranger: Tokens;
  /** Makes what a call needs, as who is given, and gives its id. */
  make: (path: string, body: object, by?: Tokens) => Promise<string>;
  projectId: string;
  meetingId: string;
}

export async function openScene(server: TestServer): Promise<Scene> {
  const { app } = server;
  const person = async (name: string, role: 'admin' | 'member') => {
    const email = `${name}@example.org`;
    await addPerson(server, { email, name, role });
    return tokensOf(app, email);
  };
  const admin = await person('ada', 'admin');
  const owner = await person('olga', 'member');
  const member = await person('max', 'member');
  const stranger = await person('stan', 'member');
  const make: Scene['make'] = async (path, body, by = owner) => {
    const headers = bearer(by.access);
    const made = await rest<{ id: string }>(app, 'POST', path, { body, headers });
    if (made.status !== 201)
      throw new Error(`${path}: ${made.status} ${JSON.stringify(made.body)}`);
    return made.body.id;
  };
  const projectId = await make('projects/', { name: 'Garden' });
  await make(`projects/${projectId}/members/`, { user_id: member.user.id, role: 'editor' });
  const meetingId = await make('meetings/', meeting);
  return { app, admin, owner, member, stranger, make, projectId, meetingId };
}

export interface Right {
  /** Signed in as; the owner, unless it says otherwise. */
  as?: 'admin' | 'owner' | 'member';
  /** What the call then answers with. */
  status: number;
  send: (scene: Scene) => Promise<Sent> | Sent;
}

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const meeting = { title: 'Weekly round', starts_at: soon(-5), ends_at: soon(60) };
const announcement = { title: 'New look', message: 'The pages have a new look.' };
const maintenance = { message: 'A new disk.', starts_at: soon(60), ends_at: soon(120) };

const inProject = ({ projectId }: Scene) => ({ projectId });
const newComment = async (scene: Scene) => {
  const taskId = await newTask(scene);
  return { taskId, commentId: await scene.make(`tasks/${taskId}/comments/`, { text: 'Where?' }) };
};
const newTask = ({ make, projectId }: Scene) =>
  make(`projects/${projectId}/tasks/`, { title: 'Dig' });
const newMessage = ({ make, meetingId }: Scene) =>
  make(`meetings/${meetingId}/messages/`, { text: 'Good morning' });
const newMeeting = ({ make }: Scene) => make('meetings/', meeting);
const newOccurrence = async ({ make }: Scene) => ({
  meetingId: await make('meetings/', { ...meeting, recurrence: 'FREQ=DAILY' }),
  occurrence: meeting.starts_at,
});
const newAnnouncement = ({ make, admin }: Scene) =>
  make('system/announcements/', announcement, admin);
const newMaintenance = ({ make, admin }: Scene) => make('system/maintenance/', maintenance, admin);

async function newNotification({ make, admin, owner }: Scene): Promise<string> {
  return make('notifications/send/', { user_ids: [owner.user.id], title: 'Hello' }, admin);
}

async function invitationFor({ app, admin }: Scene, email: string): Promise<string> {
  const { body } = await rest<{ url: string }>(app, 'POST', 'invitations/', {
    body: { email, role: 'member' },
    headers: bearer(admin.access),
  });
  return body.url.split('/invite/')[1] ?? '';
}

/** The feed's secret is told once, when it is opened: to the web app, over tRPC. */
async function feedQuery({ app, owner }: Scene): Promise<string> {
  const { body } = await trpc<{ path: string }>(
    app,
    'mutation',
    'meetings.calendarFeed.renew',
    undefined,
    bearer(owner.access),
  );
  return new URL(body.path, 'http://localhost').search.slice(1);
}

export const right: Record<string, Right> = {
  'sessions.register': {
    status: 201,
    send: async (scene) => {
      const email = `${randomUUID()}@example.org`;
      const invitation = await invitationFor(scene, email);
      return { body: { email, name: 'Nora', password, invitation } };
    },
  },
  'sessions.signIn': {
    status: 200,
    send: ({ owner }) => ({ body: { email: owner.user.email, password } }),
  },
  'sessions.refresh': {
    status: 200,
    send: async ({ app }) => {
      const { refresh } = await tokensOf(app, 'stan@example.org');
      return { body: { refresh } };
    },
  },
  'sessions.signOut': {
    status: 204,
    send: async ({ app }) => {
      const { refresh } = await tokensOf(app, 'stan@example.org');
      return { body: { refresh } };
    },
  },
  'sessions.socketTicket': { status: 201, send: () => ({}) },
  'sessions.me': { status: 200, send: () => ({}) },
  'people.list': { status: 200, send: () => ({ query: '?q=o&limit=2' }) },
  'people.typing': { status: 200, send: () => ({}) },
  'people.shareTyping': { status: 200, send: () => ({ body: { share_typing: false } }) },
  'people.language': { status: 200, send: () => ({}) },
  'people.chooseLanguage': { status: 200, send: () => ({ body: { language: 'fr' } }) },
  'people.invite': {
    as: 'admin',
    status: 201,
    send: () => ({ body: { email: 'new@example.org', role: 'member' } }),
  },
  'people.changeAvatar': { status: 200, send: () => picture('avatar') },
  'people.removeAvatar': { status: 204, send: () => ({}) },
  'projects.list': { status: 200, send: () => ({ query: '?limit=1' }) },
  'projects.create': { status: 201, send: () => ({ body: { name: 'Orchard' } }) },
  'projects.get': { status: 200, send: (scene) => ({ params: inProject(scene) }) },
  'projects.update': {
    status: 200,
    send: (scene) => ({ params: inProject(scene), body: { description: 'Spring' } }),
  },
  'projects.archive': {
    status: 204,
    send: async ({ make }) => ({ params: { projectId: await make('projects/', { name: 'Old' }) } }),
  },
  'members.list': { status: 200, send: (scene) => ({ params: inProject(scene) }) },
  'members.add': {
    status: 201,
    send: (scene) => ({
      params: inProject(scene),
      body: { email: 'friend@example.org', role: 'viewer' },
    }),
  },
  'members.changeRole': {
    status: 200,
    send: ({ projectId, member }) => ({
      params: { projectId, personId: member.user.id },
      body: { role: 'viewer' },
    }),
  },
  'members.remove': {
    status: 204,
    send: ({ projectId, member }) => ({ params: { projectId, personId: member.user.id } }),
  },
  'tasks.list': {
    status: 200,
    send: (scene) => ({ params: inProject(scene), query: '?status=todo' }),
  },
  'tasks.create': {
    status: 201,
    send: (scene) => ({ params: inProject(scene), body: { title: 'Plant', labels: ['spring'] } }),
  },
  'tasks.get': {
    status: 200,
    send: async (scene) => ({ params: { taskId: await newTask(scene) } }),
  },
  'tasks.update': {
    status: 200,
    send: async (scene) => ({
      params: { taskId: await newTask(scene) },
      body: { status: 'done', version: 1 },
    }),
  },
  'tasks.remove': {
    status: 204,
    send: async (scene) => ({ params: { taskId: await newTask(scene) } }),
  },
  'tasks.history': {
    status: 200,
    send: async (scene) => ({ params: { taskId: await newTask(scene) } }),
  },
  'tasks.comments': {
    status: 200,
    send: async (scene) => ({ params: { taskId: await newTask(scene) }, query: '?limit=5' }),
  },
  'tasks.comment': {
    status: 201,
    send: async (scene) => ({ params: { taskId: await newTask(scene) }, body: { text: 'Where?' } }),
  },
  'tasks.editComment': {
    status: 200,
    send: async (scene) => ({ params: await newComment(scene), body: { text: 'There?' } }),
  },
  'tasks.deleteComment': {
    status: 204,
    send: async (scene) => ({ params: await newComment(scene) }),
  },
  'meetings.list': { status: 200, send: () => ({ query: '?order=latest' }) },
  'meetings.schedule': { status: 201, send: () => ({ body: meeting }) },
  'meetings.get': { status: 200, send: ({ meetingId }) => ({ params: { meetingId } }) },
  'meetings.update': {
    status: 200,
    send: ({ meetingId }) => ({ params: { meetingId }, body: { title: 'Daily round' } }),
  },
  'meetings.cancel': {
    status: 204,
    send: async (scene) => ({ params: { meetingId: await newMeeting(scene) } }),
  },
  'meetings.messages': {
    status: 200,
    send: async (scene) => {
      await newMessage(scene);
      return { params: { meetingId: scene.meetingId }, query: '?limit=1' };
    },
  },
  'meetings.post': {
    status: 201,
    send: ({ meetingId }) => ({ params: { meetingId }, body: { text: 'Morning!' } }),
  },
  'meetings.editMessage': {
    status: 200,
    send: async (scene) => ({
      params: { meetingId: scene.meetingId, messageId: await newMessage(scene) },
      body: { text: 'Good evening' },
    }),
  },
  'meetings.deleteMessage': {
    status: 204,
    send: async (scene) => ({
      params: { meetingId: scene.meetingId, messageId: await newMessage(scene) },
    }),
  },
  'meetings.occurrences': {
    status: 200,
    send: () => ({ query: `?from=${soon(-600)}&to=${soon(600)}` }),
  },
  'meetings.changeOccurrence': {
    status: 200,
    send: async (scene) => ({ params: await newOccurrence(scene), body: { title: 'Once only' } }),
  },
  'meetings.cancelOccurrence': {
    status: 204,
    send: async (scene) => ({ params: await newOccurrence(scene), query: '?scope=one' }),
  },
  'meetings.calendar': { status: 200, send: ({ meetingId }) => ({ params: { meetingId } }) },
  'meetings.feed': {
    status: 200,
    send: async (scene) => ({ query: `?${await feedQuery(scene)}` }),
  },
  'notifications.list': {
    status: 200,
    send: async (scene) => {
      await newNotification(scene);
      return { query: '?unread=true&limit=1' };
    },
  },
  'notifications.get': {
    status: 200,
    send: async (scene) => ({ params: { notificationId: await newNotification(scene) } }),
  },
  'notifications.change': {
    status: 200,
    send: async (scene) => ({
      params: { notificationId: await newNotification(scene) },
      body: { read: true },
    }),
  },
  'notifications.why': {
    status: 200,
    send: async (scene) => ({ params: { notificationId: await newNotification(scene) } }),
  },
  'notifications.setPreferences': {
    status: 200,
    send: () => ({ body: { channels: { mail: false }, quiet_hours: null } }),
  },
  'notifications.readAll': { status: 204, send: () => ({}) },
  'notifications.preferences': { status: 200, send: () => ({}) },
  'notifications.changePreferences': { status: 200, send: () => ({ body: { sound: true } }) },
  'notifications.send': {
    as: 'admin',
    status: 201,
    send: () => ({ body: { everyone: true, title: 'Hello' } }),
  },
  'system.stats': { as: 'admin', status: 200, send: () => ({}) },
  'system.announcements': {
    status: 200,
    send: async (scene) => {
      await newAnnouncement(scene);
      return { query: '?limit=1' };
    },
  },
  'system.announcement': {
    status: 200,
    send: async (scene) => ({ params: { id: await newAnnouncement(scene) } }),
  },
  'system.announce': { as: 'admin', status: 201, send: () => ({ body: announcement }) },
  'system.changeAnnouncement': {
    as: 'admin',
    status: 200,
    send: async (scene) => ({
      params: { id: await newAnnouncement(scene) },
      body: { type: 'warning' },
    }),
  },
  'system.withdraw': {
    as: 'admin',
    status: 204,
    send: async (scene) => ({ params: { id: await newAnnouncement(scene) } }),
  },
  'system.maintenances': {
    status: 200,
    send: async (scene) => {
      await newMaintenance(scene);
      return { query: '?limit=1' };
    },
  },
  'system.maintenance': {
    status: 200,
    send: async (scene) => ({ params: { id: await newMaintenance(scene) } }),
  },
  'system.schedule': { as: 'admin', status: 201, send: () => ({ body: maintenance }) },
  'system.changeMaintenance': {
    as: 'admin',
    status: 200,
    send: async (scene) => ({
      params: { id: await newMaintenance(scene) },
      body: { message: 'Two.' },
    }),
  },
  'system.cancel': {
    as: 'admin',
    status: 204,
    send: async (scene) => ({ params: { id: await newMaintenance(scene) } }),
  },
  ...rightFiles,
};
