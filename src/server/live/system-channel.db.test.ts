/** The system channel: what everybody is told, what only some are, and what ends with a right. */
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '#domain/kernel/event.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { alertDecider } from '#domain/system/alert.decider.ts';
import {
  type AnnouncementContent,
  announcementDecider,
} from '#domain/system/announcement.decider.ts';
import { type CommandOn, executeCommand } from '#infra/log/execute-command.ts';
import { bearer, rest } from '#tests/support/app.ts';
import {
  type RunningLive,
  type SignedInPerson,
  signInSomebody,
  startLive,
} from '#tests/support/live.ts';
import { PlainClient, TrpcClient, TrpcFrames } from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { buildApp } from '../http/app.ts';

function systemUrl(server: RunningLive, person: SignedInPerson, since?: number): string {
  const resume = since === undefined ? '' : `&since=${since}`;
  return `ws://${server.host}/ws/system/?token=${person.accessToken}${resume}`;
}

/** Writes an announcement as an administrator would; its id when this server shows it. */
async function announce(
  { platform }: RunningLive,
  content: Partial<AnnouncementContent> & { title: string },
): Promise<string> {
  const announcementId = uuidv7();
  const at = new Date().toISOString();
  const told = {
    message: '',
    type: 'info',
    audience: 'everyone',
    projectId: null,
    expiresAt: null,
  } as const;
  const announcement = { ...told, announcementId, authorId: null, startsAt: at, ...content };
  const written = await executeCommand(
    platform.eventLog,
    { actorId: null },
    {
      decider: announcementDecider,
      id: announcementId,
      command: { type: 'WriteAnnouncement', announcement, at },
    },
  );
  if (!written.ok) throw new Error(written.refusal.code);
  await platform.tail.whenVisible(written.value.eventIds, 10_000);
  return announcementId;
}

async function change<State, Command, Event extends DomainEvent>(
  { platform }: RunningLive,
  on: CommandOn<State, Command, Event>,
): Promise<void> {
  const changed = await executeCommand(platform.eventLog, { actorId: null }, on);
  if (!changed.ok) throw new Error(changed.refusal.code);
  await platform.tail.whenVisible(changed.value.eventIds, 10_000);
}

const titlesOf = (client: { frames: PlainClient['frames'] }) =>
  client.frames
    .filter(({ type }) => type === 'announcement')
    .map(({ data, position }) => {
      expect(position).toBeGreaterThan(0);
      return data.title;
    });

describe('the system channel', () => {
  it('tells every page of a new face, by an address that is the same for all', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ada = await signInSomebody(server, 'Ada', 'admin');
    const bob = await signInSomebody(server, 'Bob');
    await using bobs = new TrpcClient({ host: () => server.host, person: bob });
    const [seen, late] = [new TrpcFrames(), new TrpcFrames()];
    bobs.api.live.system.subscribe({}, seen.handlers);
    await seen.until(() => seen.frames.length === 1);
    const position = seen.frames[0]?.position;
    const { personId: id } = ada;
    const version = 'a'.repeat(32);
    for (const storageKey of [`2026/01/${id}.${version}.jpg`, null]) {
      const command = { type: 'ChangeAvatar', storageKey } as const;
      await change(server, { decider: personDecider, id, command });
    }
    await seen.until(() => seen.frames.length === 3);
    const told = [`/avatars/${id}/${version}`, null].map((avatar_url) => ({
      type: 'person.updated',
      data: { id, name: 'Ada', avatar_url },
    }));
    expect(seen.frames.slice(1)).toMatchObject(told);
    bobs.api.live.system.subscribe({ lastEventId: String(position) }, late.handlers);
    await late.until(() => late.frames.some(({ type }) => type === 'live'));
    const faces = late.frames.filter(({ type }) => type === 'person.updated');
    expect(faces).toEqual(seen.frames.slice(1));
  });

  it('tells what administrators write by REST, live and on resuming', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const app = await buildApp(server.services);
    const ada = await signInSomebody(server, 'Ada', 'admin');
    const bob = await signInSomebody(server, 'Bob');
    await using client = new PlainClient(systemUrl(server, bob));
    const ready = await client.untilType('ready');
    expect(ready.data).toEqual({ announcements: [], maintenance: [], alerts: [] });

    const headers = bearer(ada.accessToken);
    const send = async (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
      (await rest(app, method, `system/${path}`, { headers, ...(body ? { body } : {}) })).body;
    const written = await send('POST', 'announcements/', { title: 'New look' });
    expect((await client.untilType('announcement')).data).toEqual(written);
    const edited = await send('PATCH', `announcements/${String(written.id)}/`, { title: 'Newer' });
    expect((await client.untilType('announcement', 2)).data).toEqual(edited);
    await send('DELETE', `announcements/${String(written.id)}/`);
    const withdrawn = await client.untilType('announcement', 3);
    expect(withdrawn.data).toMatchObject({ id: written.id, status: 'withdrawn', version: 3 });
    const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const window = await send('POST', 'maintenance/', {
      starts_at: hour(-1),
      ends_at: hour(1),
      message: 'A new disk.',
    });
    expect((await client.untilType('maintenance', 2)).data).toEqual(window);
    await app.close();

    await using late = new PlainClient(systemUrl(server, bob, ready.position));
    const live = await late.untilType('live');
    const durable = (frames: PlainClient['frames']) =>
      frames.filter(({ type }) => type === 'announcement' || type === 'maintenance');
    expect(durable(late.frames)).toEqual(durable(client.frames));
    expect(live.data).toEqual({ announcements: [], maintenance: [window], alerts: [] });
  });

  it('tells each audience what is meant for it and nothing else', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ada = await signInSomebody(server, 'Ada', 'admin');
    const bob = await signInSomebody(server, 'Bob');
    const cleo = await signInSomebody(server, 'Cleo');
    const projectId = uuidv7();
    const create = { projectId, name: 'Garden', description: '', ownerId: bob.personId };
    await change(server, {
      decider: projectDecider,
      id: projectId,
      command: { type: 'CreateProject', ...create },
    });
    await using adas = new PlainClient(systemUrl(server, ada));
    await using bobs = new PlainClient(systemUrl(server, bob));
    await using cleos = new PlainClient(systemUrl(server, cleo));
    const clients = [adas, bobs, cleos];
    await Promise.all(clients.map((client) => client.untilType('ready')));
    await expect.poll(() => server.live.core.hub.joinedCount('system')).toBe(3);

    await announce(server, { title: 'administrators', audience: 'administrators' });
    await announce(server, { title: 'project', audience: 'project', projectId });
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    await announce(server, { title: 'later', startsAt: inAnHour });
    await announce(server, { title: 'everyone' });
    const everyone = (client: PlainClient) => titlesOf(client).includes('everyone');
    await Promise.all(clients.map((client) => client.until(() => everyone(client))));
    expect(titlesOf(adas)).toEqual(['administrators', 'everyone']);
    expect(titlesOf(bobs)).toEqual(['project', 'everyone']);
    expect(titlesOf(cleos)).toEqual(['everyone']);
    for (const [person, titles] of [
      [ada, titlesOf(adas)],
      [bob, titlesOf(bobs)],
      [cleo, titlesOf(cleos)],
    ] as const) {
      await using again = new PlainClient(systemUrl(server, person, 1));
      await again.untilType('live');
      expect(titlesOf(again)).toEqual(titles);
    }

    // Who joins the project hears of it from then on, who leaves it no more.
    await change(server, {
      decider: projectDecider,
      id: projectId,
      command: { type: 'AddMember', personId: cleo.personId, role: 'viewer' },
    });
    await announce(server, { title: 'to three', audience: 'project', projectId });
    await cleos.until(() => titlesOf(cleos).includes('to three'));
    await change(server, {
      decider: projectDecider,
      id: projectId,
      command: { type: 'RemoveMember', personId: cleo.personId },
    });
    await announce(server, { title: 'to two', audience: 'project', projectId });
    await announce(server, { title: 'the end' });
    await Promise.all(
      clients.map((client) => client.until(() => titlesOf(client).includes('the end'))),
    );
    expect(titlesOf(bobs).slice(2)).toEqual(['to three', 'to two', 'the end']);
    expect(titlesOf(cleos)).not.toContain('to two');
    const positions = cleos.frames.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });

  it('tells alerts to administrators, and to nobody who is one no more', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ada = await signInSomebody(server, 'Ada', 'admin');
    const bob = await signInSomebody(server, 'Bob');
    await using adas = new PlainClient(systemUrl(server, ada));
    await using bobs = new PlainClient(systemUrl(server, bob));
    await Promise.all([adas.untilType('ready'), bobs.untilType('ready')]);
    const raise = (code: 'role.not_separated' | 'disk.nearly_full') =>
      change(server, {
        decider: alertDecider,
        id: code,
        command: {
          type: 'RaiseAlert',
          alertId: uuidv7(),
          code,
          params: {},
          at: new Date().toISOString(),
        },
      });
    await raise('role.not_separated');
    expect((await adas.untilType('alert')).data).toMatchObject({
      code: 'role.not_separated',
      severity: 'warning',
      status: 'open',
      title: 'The log is protected by its trigger only',
    });
    await change(server, {
      decider: personDecider,
      id: ada.personId,
      command: { type: 'ChangeRole', role: 'member' },
    });
    expect(await adas.untilClosed()).toBe(1012);
    await using again = new PlainClient(systemUrl(server, ada, 1));
    await again.untilType('live');
    await raise('disk.nearly_full');
    await announce(server, { title: 'the end' });
    await Promise.all([again, bobs].map((client) => client.untilType('announcement')));
    for (const client of [again, bobs]) expect(client.ofType('alert')).toEqual([]);
  });

  it('tells the web app’s page of administrators also what is not published yet', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ada = await signInSomebody(server, 'Ada', 'admin');
    const bob = await signInSomebody(server, 'Bob');
    await using adas = new TrpcClient({ host: () => server.host, person: ada });
    await using bobs = new TrpcClient({ host: () => server.host, person: bob });
    const [seen, unseen] = [new TrpcFrames(), new TrpcFrames()];
    adas.api.live.system.subscribe({}, seen.handlers);
    bobs.api.live.system.subscribe({}, unseen.handlers);
    await Promise.all([seen, unseen].map((one) => one.until(() => one.frames.length === 1)));
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    const id = await announce(server, { title: 'later', startsAt });
    await announce(server, { title: 'now' });
    await Promise.all([
      seen.until(() => seen.frames.length === 3),
      unseen.until(() => unseen.frames.length === 2),
    ]);
    expect(seen.frames[1]).toMatchObject({ type: 'announcement.scheduled', data: { id } });
    expect(unseen.frames.map(({ type }) => type)).toEqual(['ready', 'announcement']);
  });
});
