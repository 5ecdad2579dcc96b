/** The HTTP side of a server, put together. Each feature registers its routes here. */
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { authRoutes } from '../auth/auth.routes.ts';
import { invitationsRoutes } from '../invitations/invitations.routes.ts';
import { peopleRoutes } from '../people/people.routes.ts';
import type { Services } from '../services.ts';
import { meetingsRoutes } from '../meetings/meetings.routes.ts';
import { calendarRoutes } from '../meetings/calendar/calendar.routes.ts';
import { occurrencesRoutes } from '../meetings/occurrences.routes.ts';
import { notificationsRoutes } from '../notifications/notifications.routes.ts';
import { unsubscribeRoutes } from '../notifications/unsubscribe.routes.ts';
import { systemRoutes } from '../system/system.routes.ts';
import { trpcPlugin } from '../trpc/trpc.plugin.ts';
import { membersRoutes } from '../projects/members.routes.ts';
import { projectsRoutes } from '../projects/projects.routes.ts';
import { tasksRoutes } from '../tasks/tasks.routes.ts';
import { sharesRoutes } from '../files/shares/shares.routes.ts';
import { filesRoutes } from './downloads/files.routes.ts';
import { avatarsRoutes } from './downloads/avatars.routes.ts';
import { mediaRoutes } from './downloads/media.routes.ts';
import { sharedRoutes } from './downloads/shared.routes.ts';
import { closeInOrder } from './closing.ts';
import { compressAnswers } from './compressed-answers.ts';
import { handleErrors } from './error-handler.ts';
import { answerUnreadable, answerUnroutable, refuseOddRequests } from './framework-errors.ts';
import { documentApi } from './documentation/api-document.ts';
import { healthRoutes } from './health.routes.ts';
import { honourIdempotencyKeys } from './idempotency.ts';
import { takeJson } from './json-bodies.ts';
import { sendRefusal } from './problem.ts';
import { proxiesTrusted } from './proxies.ts';
import { registerRateLimits } from './rate-limits.ts';
import { refuseCrossSite } from './same-origin.ts';
import { avatarRoutes } from './uploads/avatar.routes.ts';
import { bulkRoutes } from './uploads/bulk.routes.ts';
import { tusRoutes } from './uploads/tus/tus.routes.ts';
import { uploadsRoutes } from './uploads/uploads.routes.ts';
import { serveWebApp } from './web-app.ts';

/** What a tus client of another origin reads of an answer. */
const tusHeaders = [
  'content-location',
  'location',
  'tus-extension',
  'tus-max-size',
  'tus-resumable',
  'tus-version',
  'upload-expires',
  'upload-length',
  'upload-metadata',
  'upload-offset',
];
/** JSON bodies; uploads have limits of their own. */
const maxBodyBytes = 256 * 1024;
/** Long enough for the largest upload over a slow line. */
const requestTimeoutMs = 120_000;
/** Who opens a connection, for a socket also, says within this time what for. */
const headersTimeoutMs = 5_000;

export async function buildApp(services: Services): Promise<FastifyInstance> {
  const { settings } = services;
  const loggerInstance: FastifyBaseLogger = services.log.child(
    { part: 'http' },
    { serializers: { req: requestLine } },
  );
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    trustProxy: proxiesTrusted(settings.trustProxy),
    genReqId: () => crypto.randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    // A browser's idle connections must not hold up the end of the process.
    forceCloseConnections: 'idle',
    // What Node and Fastify would answer by themselves: ours are problems, as all the others are.
    return503OnClosing: false,
    http: {
      requireHostHeader: false,
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: 1_000,
      // curl, for one, offers HTTP/2 in this way and is content with an answer in HTTP/1.1.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerUnroutable,
  });
  handleErrors(app);
  closeInOrder(app);
  refuseOddRequests(app);
  app.setNotFoundHandler((_, reply) => sendRefusal(reply, { code: 'request.not_found' }));
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:', ...(settings.cdnUrl ? [settings.cdnUrl] : [])],
        'style-src': ["'self'", "'unsafe-inline'"],
        'connect-src': ["'self'", 'ws:', 'wss:'],
        // A self-hoster without TLS must still get their assets.
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: settings.publicUrl?.startsWith('https:') ?? false,
    crossOriginResourcePolicy: { policy: 'same-site' },
  });
  await app.register(cookie);
  if (settings.corsOrigins.length > 0) {
    // Other web apps that the settings let in call and connect as our own does.
    await app.register(cors, {
      origin: settings.corsOrigins,
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: ['etag', 'retry-after', 'content-disposition', ...tusHeaders],
    });
  }
  await registerRateLimits(app, settings);
  await documentApi(app);
  refuseCrossSite(app, settings);
  await app.register(async (scope) => healthRoutes(scope, services));
  await app.register(
    async (api) => {
      takeJson(api);
      honourIdempotencyKeys(api, services);
      compressAnswers(api, ({ routeOptions }) => routeOptions.config.isLarge === true);
      await api.register(async (auth) => authRoutes(auth, services));
      await invitationsRoutes(api, services);
      await peopleRoutes(api, services);
      await projectsRoutes(api, services);
      await membersRoutes(api, services);
      await tasksRoutes(api, services);
      await meetingsRoutes(api, services);
      await occurrencesRoutes(api, services);
      await calendarRoutes(api, services);
      await notificationsRoutes(api, services);
      await api.register((mail) => unsubscribeRoutes(mail, services));
      await systemRoutes(api, services);
      await filesRoutes(api, services);
      await sharesRoutes(api, services);
      await api.register(async (uploads) => {
        await uploadsRoutes(uploads, services);
        await bulkRoutes(uploads, services);
        await avatarRoutes(uploads, services);
        await uploads.register(async (tus) => tusRoutes(tus, services));
      });
    },
    { prefix: '/api/v1' },
  );
  await app.register(async (scope) => mediaRoutes(scope, services));
  await app.register(async (scope) => sharedRoutes(scope, services));
  await app.register(async (scope) => avatarsRoutes(scope, services));
  await app.register(async (scope) => trpcPlugin(scope, services));
  await app.register(async (scope) => serveWebApp(scope));
  return app;
}

/** Never the query string: it may carry a token. */
function requestLine(request: { method?: string; url?: string }) {
  return { method: request.method, path: request.url?.split('?')[0] };
}
