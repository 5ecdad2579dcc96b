/** A live server of its own on a database, and people who are signed in to it. */
import type { ChannelDecisions } from '#domain/notifications/channel-decision.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { NotificationSent, nothingNoted } from '#domain/notifications/notification.events.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { migrate } from '#infra/db/migrate.ts';
import { loadSettings } from '#infra/env/settings.ts';
import { transact } from '#infra/log/transact.ts';
import { openPlatform, type Platform } from '#infra/platform.ts';
import { endSession } from '#infra/sessions/end-session.ts';
import { loadSigningKeys } from '#infra/signing-keys.ts';
import { DiskStorage } from '#infra/storage/disk-storage.ts';
import { projections } from '#readmodels/registry.ts';
import { signAccessToken } from '#server/auth/access-token.ts';
import { sessionCookie } from '#server/auth/caller.ts';
import { startSession } from '#server/auth/sessions.ts';
import { attachLive, type LiveServer } from '#server/http/sockets/attach-live.ts';
import type { LiveOptions } from '#server/live/live-core.ts';
import type { Services } from '#server/services.ts';

export interface RunningLive extends AsyncDisposable {
  /** `127.0.0.1:<port>` */
  host: string;
  platform: Platform;
  services: Services;
  live: LiveServer;
}

export interface StartOptions extends LiveOptions {
  databaseUrl: string;
  notify?: boolean;
  pollIntervalMs?: number;
  environment?: Record<string, string>;
  /** 0, any free one, unless something has to know it before. */
  port?: number;
  /** `warn` unless the test makes things fail. */
  logLevel?: 'warn' | 'silent';
}

export async function startLive(options: StartOptions): Promise<RunningLive> {
  await using opening = new AsyncDisposableStack();
  const { databaseUrl, notify = true, pollIntervalMs = 100 } = options;
  const settings = loadSettings({ RATE_LIMITS: 'off', ...options.environment });
  const log = pino({ level: options.logLevel ?? 'warn' });
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-live-'));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { role } = await migrate(databaseUrl);
  const platform = opening.use(
    await openPlatform({
      url: databaseUrl,
      role,
      applicationName: 'live test',
      projections,
      notify,
      pollIntervalMs,
      maxConnections: 8,
      log,
    }),
  );
  const services: Services = {
    settings,
    platform,
    storage: await DiskStorage.open(dataDir),
    signingKeys: await loadSigningKeys(platform.database.sql),
    log,
  };
  const server = createServer();
  const live = attachLive(server, services, options);
  opening.defer(async () => {
    await live.close();
    server.close();
    server.closeAllConnections();
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const running = opening.move();
  return {
    host: `127.0.0.1:${port}`,
    platform,
    services,
    live,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

export interface SignedInPerson {
  personId: string;
  sessionId: string;
  accessToken: string;
  /** The value of a `Cookie` header. */
  cookie: string;
}

export async function signInSomebody(
  { platform, services }: Pick<RunningLive, 'platform' | 'services'>,
  name = 'Ana',
  role: 'admin' | 'member' = 'member',
): Promise<SignedInPerson> {
  const personId = uuidv7();
  const metadata = { actorId: personId };
  const registered = await transact(platform.eventLog, metadata, (unit) =>
    unit.command(personDecider, personId, {
      type: 'RegisterPerson',
      personId,
      email: `${personId}@example.org`,
      name,
      role,
      language: 'en',
    }),
  );
  if (!registered.ok) throw new Error(registered.refusal.code);
  return signIn({ platform, services }, personId);
}

/** One more session of a person. */
export async function signIn(
  { platform, services }: Pick<RunningLive, 'platform' | 'services'>,
  personId: string,
): Promise<SignedInPerson> {
  const visit = {
    client: 'web',
    ip: '127.0.0.1',
    userAgent: 'test',
    language: 'en',
    requestId: 'test',
  } as const;
  const started = await transact(platform.eventLog, { actorId: personId }, (unit) =>
    startSession(unit, personId, visit),
  );
  if (!started.ok) throw new Error(started.refusal.code);
  const { eventIds, value: session } = started.value;
  await platform.tail.whenVisible(eventIds, 10_000);
  const { sessionId } = session;
  const accessToken = await signAccessToken(services.signingKeys, { personId, sessionId });
  return { personId, sessionId, accessToken, cookie: `${sessionCookie}=${session.secret}` };
}

export async function endSessionOf(platform: Platform, person: SignedInPerson): Promise<void> {
  const ended = await transact(platform.eventLog, { actorId: person.personId }, (unit) =>
    endSession(unit, person.sessionId, 'revoked'),
  );
  if (!ended.ok) throw new Error(ended.refusal.code);
}

/** Appends one notification; its id when it is committed. */
export async function notify(
  platform: Platform,
  personId: string,
  options: {
    title?: string;
    message?: string;
    category?: string;
    actorId?: string | null;
    channels?: ChannelDecisions;
  } = {},
): Promise<{ notificationId: string; eventIds: string[] }> {
  const notificationId = uuidv7();
  const { title = 'Hello', message = '', category = 'test', actorId = null } = options;
  const sent = await transact(platform.eventLog, { actorId }, async (unit) => {
    const { channels = nothingNoted.channels } = options;
    const data = { notificationId, personId, title, message, actorId, channels };
    await unit.append({
      stream: `notification-${notificationId}`,
      expectedVersion: 0,
      events: [
        NotificationSent.of({
          ...nothingNoted,
          ...data,
          type: 'info',
          category,
          link: null,
        }),
      ],
    });
    return { ok: true, value: null };
  });
  if (!sent.ok) throw new Error(sent.refusal.code);
  return { notificationId, eventIds: sent.value.eventIds };
}

/** Notifications whose frames are about so large, many to a transaction; until they can be seen. */
export async function publishLarge(
  platform: Platform,
  personId: string,
  { count, sizeBytes }: { count: number; sizeBytes: number },
): Promise<void> {
  const link = `/${'x'.repeat(sizeBytes - 400)}`;
  const perTransaction = 100;
  for (let sent = 0; sent < count; sent += perTransaction) {
    const many = Math.min(perTransaction, count - sent);
    const done = await transact(platform.eventLog, { actorId: null }, async (unit) => {
      for (let index = 0; index < many; index += 1) {
        const notificationId = uuidv7();
        const data = { notificationId, personId, title: `${sent + index}`, message: '', link };
        const rest = { ...nothingNoted, type: 'info', category: 'test', actorId: null } as const;
        await unit.append({
          stream: `notification-${notificationId}`,
          expectedVersion: 0,
          events: [NotificationSent.of({ ...rest, ...data })],
        });
      }
      return { ok: true, value: null };
    });
    if (!done.ok) throw new Error(done.refusal.code);
    await platform.tail.whenVisible(done.value.eventIds, 20_000);
  }
}
