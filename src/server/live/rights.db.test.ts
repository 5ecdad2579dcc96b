import { SignJWT } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { FileFailed } from '#domain/files/file.events.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { transact, type UnitOfWork } from '#infra/log/transact.ts';
import { hashSecret } from '#infra/secrets.ts';
import {
  endSessionOf,
  notify,
  type RunningLive,
  type SignedInPerson,
  signIn,
  signInSomebody,
  startLive,
} from '#tests/support/live.ts';
import {
  notificationsUrl,
  PlainClient,
  TrpcClient,
  TrpcFrames,
} from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

/** What is promised from the end of a right to the end of the socket. */
const boundMs = 2_000;

describe('the door', () => {
  it('lets in by token, header, ticket and cookie, and closes with the promised codes', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const { host } = server;
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    const path = `ws://${host}/ws/notifications/${ana.personId}`;
    const origin = `http://${host}`;
    const { sql } = server.platform.database;
    await sql`
      insert into auth.socket_tickets (ticket_hash, session_id, expires_at)
      values (${hashSecret('ticket')}, ${ana.sessionId}, now() + interval '30 seconds')`;

    const headers = { authorization: `Bearer ${ana.accessToken}` };
    const welcome = [
      new PlainClient(`${path}/?token=${ana.accessToken}`),
      new PlainClient(`${path}?token=${ana.accessToken}`),
      new PlainClient(`${path}/`, { headers }),
      new PlainClient(`ws://${host}/ws/notifications/${ana.personId.toUpperCase()}/`, { headers }),
      new PlainClient(`${path}/?ticket=ticket`),
      new PlainClient(`${path}/`, { headers: { cookie: ana.cookie, origin } }),
      new PlainClient(`${path}/?token=${ana.accessToken}`, { headers: { origin } }),
    ];
    for (const client of welcome) {
      await client.untilType('ready');
      await client[Symbol.asyncDispose]();
    }
    const elsewhere = { origin: 'https://elsewhere.example' };
    const refused: [number, PlainClient][] = [
      [4401, new PlainClient(`${path}/`)],
      [4401, new PlainClient(`${path}/?token=nonsense`)],
      [4401, new PlainClient(`${path}/?ticket=ticket`)],
      // A browser would send the cookie from anywhere: without an Origin it counts for nothing.
      [4401, new PlainClient(`${path}/`, { headers: { cookie: ana.cookie } })],
      [1008, new PlainClient(`${path}/`, { headers: { cookie: ana.cookie, ...elsewhere } })],
      [1008, new PlainClient(`${path}/?token=${ana.accessToken}`, { headers: elsewhere })],
      [4403, new PlainClient(`${path}/?token=${leo.accessToken}`)],
      [4401, new PlainClient(`ws://${host}/trpc`)],
      [
        1008,
        new PlainClient(`ws://${host}/trpc`, { headers: { cookie: ana.cookie, ...elsewhere } }),
      ],
      // No socket at all: the upgrade itself is answered 404.
      [1006, new PlainClient(`ws://${host}/ws/nowhere/?token=${ana.accessToken}`)],
    ];
    for (const [code, client] of refused) {
      expect(await client.untilClosed()).toBe(code);
      expect(client.frames).toEqual([]);
    }
    await expect.poll(() => server.live.core.hub.sockets.size).toBe(0);
  });

  it('holds back a person who opens more and more sockets', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({
      databaseUrl: database.ownerUrl,
      environment: { RATE_LIMITS: 'on' },
    });
    const ana = await signInSomebody(server);
    const clients = Array.from(
      { length: 100 },
      () => new PlainClient(notificationsUrl(server.host, ana)),
    );
    await Promise.all(clients.map((client) => client.untilType('ready')));
    await using oneMore = new PlainClient(notificationsUrl(server.host, ana));
    expect(await oneMore.untilClosed()).toBe(4429);
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
  });
});

describe('a right that ends', () => {
  it.each([true, false])(
    'closes the session’s sockets on every server (NOTIFY: %s)',
    async (hints) => {
      await using database = await createTestDatabase();
      const options = { databaseUrl: database.ownerUrl, notify: hints };
      await using here = await startLive(options);
      await using there = await startLive(options);
      const ana = await signInSomebody(here);
      const sameAna = await signIn(here, ana.personId);
      await using plain = new PlainClient(notificationsUrl(there.host, ana));
      await using other = new PlainClient(notificationsUrl(there.host, sameAna));
      await using trpc = new TrpcClient({
        host: () => there.host,
        person: ana,
        retryDelayMs: 60_000,
      });
      const frames = new TrpcFrames();
      trpc.api.live.user.subscribe({}, frames.handlers);
      await Promise.all([plain.untilType('ready'), other.untilType('ready')]);
      await frames.until(() => frames.frames.length === 1);
      const endedAt = performance.now();
      await endSessionOf(here.platform, ana);
      expect(await plain.untilClosed()).toBe(4401);
      await expect.poll(() => trpc.closeCodes, { interval: 5 }).toEqual([4401]);
      expect(performance.now() - endedAt).toBeLessThan(boundMs);
      expect(other.closed).toBeNull();
      await using again = new PlainClient(notificationsUrl(there.host, ana));
      expect(await again.untilClosed()).toBe(4401);
    },
  );

  it('closes a socket when its token runs out, unless it was renewed', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const expiresAtS = Math.floor(Date.now() / 1000) + 3;
    const shortLived = await new SignJWT({ sid: ana.sessionId })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(ana.personId)
      .setExpirationTime(expiresAtS)
      .sign(server.services.signingKeys.access);
    const brief = { ...ana, accessToken: shortLived };
    await using expiring = new PlainClient(notificationsUrl(server.host, brief));
    await using renewed = new PlainClient(notificationsUrl(server.host, brief));
    await renewed.untilType('ready');
    renewed.send({ type: 'auth', token: ana.accessToken });
    await using trpc = new PlainClient(`ws://${server.host}/trpc?token=${shortLived}`);
    expect(await expiring.untilClosed()).toBe(4401);
    expect(await trpc.untilClosed()).toBe(4401);
    expect(Date.now()).toBeLessThan(expiresAtS * 1000 + boundMs);
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAtS * 1000);
    renewed.send({ type: 'ping' });
    await renewed.untilType('pong');
    expect(renewed.closed).toBeNull();
  });

  it('ends a project’s stream for who is removed, after what was still theirs', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    const projectId = await makeProject(server, ana, leo);
    await using owner = new TrpcClient({ host: () => server.host, person: ana });
    await using viewer = new TrpcClient({ host: () => server.host, person: leo });
    const [owned, viewed, own] = [new TrpcFrames(), new TrpcFrames(), new TrpcFrames()];
    owner.api.live.project.subscribe({ projectId }, owned.handlers);
    viewer.api.live.project.subscribe({ projectId }, viewed.handlers);
    viewer.api.live.user.subscribe({}, own.handlers);
    await Promise.all([owned, viewed, own].map((one) => one.until(() => one.frames.length === 1)));
    const before = await addFile(server, projectId, ana.personId);
    await work(server, (unit) =>
      unit.command(projectDecider, projectId, { type: 'RemoveMember', personId: leo.personId }),
    );
    await viewed.until(() => viewed.error !== null);
    const after = await addFile(server, projectId, ana.personId);
    await owned.until(() => fileIdsIn(owned).length === 2);
    expect(viewed.error).toEqual({ code: 'NOT_FOUND' });
    expect(viewed.frames.map(({ type }) => type)).toEqual([
      'ready',
      'file.failed',
      'member.removed',
    ]);
    expect(fileIdsIn(viewed)).toEqual([before]);
    expect(fileIdsIn(owned)).toEqual([before, after]);
    // The connection and its other subscriptions go on.
    await notify(server.platform, leo.personId);
    await own.until(() => own.frames.some(({ type }) => type === 'notification'));
    const again = new TrpcFrames();
    viewer.api.live.project.subscribe({ projectId, lastEventId: '0' }, again.handlers);
    await again.until(() => again.error !== null);
    expect(again.frames).toEqual([]);
  });

  it('sends a person whose role has changed through the door again', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const admin = await signInSomebody(server, 'Ana', 'admin');
    await using client = new TrpcClient({ host: () => server.host, person: admin });
    const frames = new TrpcFrames();
    client.api.live.audit.subscribe({ lastEventId: '0' }, frames.handlers);
    await frames.until(() => frames.frames.some(({ type }) => type === 'live'));
    expect(frames.frames.map(({ data }) => data.type)).toContain('PersonRegistered');
    await work(server, (unit) =>
      unit.command(personDecider, admin.personId, { type: 'ChangeRole', role: 'member' }),
    );
    await frames.until(() => frames.error !== null);
    expect(client.closeCodes).toEqual([1012]);
    expect(frames.error).toEqual({ code: 'FORBIDDEN' });
  });

  it('ends with the event that took it, whatever came in the same batch', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server, 'Ana', 'admin');
    const leo = await signInSomebody(server, 'Léo', 'admin');
    const projectId = await makeProject(server, ana, leo);
    await using owner = new TrpcClient({ host: () => server.host, person: ana });
    await using viewer = new TrpcClient({ host: () => server.host, person: leo });
    const [owned, viewed, audited] = [new TrpcFrames(), new TrpcFrames(), new TrpcFrames()];
    owner.api.live.project.subscribe({ projectId }, owned.handlers);
    viewer.api.live.project.subscribe({ projectId }, viewed.handlers);
    viewer.api.live.audit.subscribe({}, audited.handlers);
    const all = [owned, viewed, audited];
    await Promise.all(all.map((one) => one.until(() => one.frames.length === 1)));
    const file = { fileId: uuidv7(), uploadedBy: ana.personId, projectId, meetingId: null };
    const { personId } = leo;
    const demote = { type: 'ChangeRole', role: 'member' } as const;
    await work(server, async (unit) => {
      await unit.command(personDecider, personId, demote);
      await unit.command(projectDecider, projectId, { type: 'RemoveMember', personId });
      const events = [FileFailed.of({ ...file, code: 'file.corrupt' })];
      await unit.append({ stream: `file-${file.fileId}`, expectedVersion: 0, events });
      return { ok: true, value: null };
    });
    await owned.until(() => owned.frames.length === 3);
    await viewed.until(() => viewed.error !== null);
    await audited.until(() => audited.error !== null);
    expect(viewed.frames.map(({ type }) => type)).toEqual(['ready']);
    const told = audited.frames.filter(({ type }) => type === 'event');
    expect(told.map(({ data }) => data.type)).toEqual(['PersonRoleChanged']);
  });

  it('of a member only parts who may not see the project any more', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    const projectId = await makeProject(server, ana, leo);
    await using viewer = new TrpcClient({ host: () => server.host, person: leo });
    const viewed = new TrpcFrames();
    viewer.api.live.project.subscribe({ projectId }, viewed.handlers);
    await viewed.until(() => viewed.frames.length === 1);
    const files = [uuidv7(), uuidv7()];
    // Removed and taken in again before anybody looked: everything is delivered, once.
    await work(server, async (unit) => {
      const { personId } = leo;
      const member = { personId, role: 'viewer' } as const;
      const [before, after] = files.map((fileId) => ({ fileId, uploadedBy: ana.personId }));
      const failed = async (file = before) => {
        if (!file) return;
        const events = [
          FileFailed.of({ ...file, projectId, meetingId: null, code: 'file.corrupt' }),
        ];
        await unit.append({ stream: `file-${file.fileId}`, expectedVersion: 0, events });
      };
      await failed(before);
      await unit.command(projectDecider, projectId, { type: 'RemoveMember', personId });
      await unit.command(projectDecider, projectId, { type: 'AddMember', ...member });
      await failed(after);
      return { ok: true, value: null };
    });
    await viewed.until(() => fileIdsIn(viewed).length === 2);
    expect(fileIdsIn(viewed)).toEqual(files);
    expect(viewed.error).toBeNull();
    const later = await addFile(server, projectId, ana.personId);
    await viewed.until(() => fileIdsIn(viewed).length === 3);
    expect(fileIdsIn(viewed).at(-1)).toBe(later);
  });

  it('closes the socket also where no event tells of it', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    await using anas = new PlainClient(notificationsUrl(server.host, ana));
    await using leos = new PlainClient(notificationsUrl(server.host, leo));
    await Promise.all([anas.untilType('ready'), leos.untilType('ready')]);
    const { sql } = server.platform.database;
    await sql`delete from auth.session_tokens where session_id = ${ana.sessionId}`;
    expect(await anas.untilClosed()).toBe(4401);
    expect(leos.closed).toBeNull();
    await sql`update people set role = 'admin' where id = ${leo.personId}`;
    expect(await leos.untilClosed()).toBe(1012);
  });

  it('restarts with 1012', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    await using plain = new PlainClient(notificationsUrl(server.host, ana));
    await plain.untilType('ready');
    await server.live.close();
    expect(await plain.untilClosed()).toBe(1012);
  });
});

function fileIdsIn({ frames }: TrpcFrames): unknown[] {
  return frames.flatMap(({ data }) => ('file_id' in data ? [data.file_id] : []));
}

async function work<T>(
  server: RunningLive,
  carryOut: Parameters<typeof transact<T>>[2] & ((unit: UnitOfWork) => unknown),
): Promise<void> {
  const done = await transact(server.platform.eventLog, { actorId: null }, carryOut);
  if (!done.ok) throw new Error(done.refusal.code);
  await server.platform.tail.whenVisible(done.value.eventIds, 10_000);
}

async function makeProject(
  server: RunningLive,
  owner: SignedInPerson,
  viewer: SignedInPerson,
): Promise<string> {
  const projectId = uuidv7();
  await work(server, async (unit) => {
    const create = { projectId, name: 'Garden', description: '', ownerId: owner.personId };
    await unit.command(projectDecider, projectId, { type: 'CreateProject', ...create });
    const member = { personId: viewer.personId, role: 'viewer' } as const;
    return unit.command(projectDecider, projectId, { type: 'AddMember', ...member });
  });
  return projectId;
}

/** The shortest story a file can have. */
async function addFile(
  server: RunningLive,
  projectId: string,
  uploadedBy: string,
): Promise<string> {
  const fileId = uuidv7();
  const failed = FileFailed.of({
    fileId,
    uploadedBy,
    projectId,
    meetingId: null,
    code: 'file.corrupt',
  });
  await work(server, async (unit) => {
    await unit.append({ stream: `file-${fileId}`, expectedVersion: 0, events: [failed] });
    return { ok: true, value: null };
  });
  return fileId;
}
