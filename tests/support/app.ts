/** A server's HTTP side over a running log, without a port: requests are injected. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { loadSettings } from '#infra/env/settings.ts';
import type { Platform } from '#infra/platform.ts';
import { loadSigningKeys } from '#infra/signing-keys.ts';
import { openTestStorage } from './storages.ts';
import { buildApp } from '#server/http/app.ts';
import type { Services } from '#server/services.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';

export interface TestServer {
  app: FastifyInstance;
  services: Services;
}

export interface TestApp extends TestServer, AsyncDisposable {
  test: TestPlatform;
  /** A second server on the same database. */
  another: () => Promise<TestServer>;
}

/** `await using server = await openTestApp()`. The environment is what an operator would set. */
export async function openTestApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const stack = new AsyncDisposableStack();
  const test = stack.use(await openTestPlatform());
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-app-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const settings = loadSettings({ RATE_LIMITS: 'off', DATA_DIR: dataDir, ...environment });
  const serve = async (platform: Platform): Promise<TestServer> => {
    const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
    const signingKeys = await loadSigningKeys(platform.database.sql);
    const storage = await openTestStorage(settings);
    const services = { settings, platform, storage, signingKeys, log };
    const app = await buildApp(services);
    stack.defer(async () => {
      await app.close();
    });
    return { app, services };
  };
  return {
    ...(await serve(test.platform)),
    test,
    another: async () => serve(await test.another()),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

export interface Answer<Body> {
  status: number;
  body: Body;
  headers: LightMyRequestResponse['headers'];
  /** The `name=value` of the cookie that was set, for the next request. */
  cookie: string | undefined;
}

type Headers = Record<string, string>;

/** One REST call below /api/v1. */
export async function rest<Body = Record<string, unknown>>(
  app: FastifyInstance,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  options: { body?: object; headers?: Headers } = {},
): Promise<Answer<Body>> {
  const response = await app.inject({
    method,
    url: `/api/v1/${path}`,
    headers: options.headers ?? {},
    ...(options.body ? { payload: options.body } : {}),
  });
  return answerOf(response, response.body ? (JSON.parse(response.body) as Body) : ({} as Body));
}

interface TrpcAnswer {
  result?: { data: unknown };
  error?: { data: { problem: Record<string, unknown> } };
}

/** One tRPC call; a refusal's body is its problem. */
export async function trpc<Body = Record<string, unknown>>(
  app: FastifyInstance,
  kind: 'query' | 'mutation',
  path: string,
  input: object | undefined,
  headers: Headers = {},
): Promise<Answer<Body>> {
  const query = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  const response = await app.inject(
    kind === 'query'
      ? { method: 'GET', url: `/trpc/${path}${query}`, headers }
      : { method: 'POST', url: `/trpc/${path}`, headers, payload: input ?? {} },
  );
  const parsed = JSON.parse(response.body) as TrpcAnswer;
  const body = parsed.error ? parsed.error.data.problem : parsed.result?.data;
  return answerOf(response, body as Body);
}

function answerOf<Body>(response: LightMyRequestResponse, body: Body): Answer<Body> {
  const [set] = [response.headers['set-cookie'] ?? []].flat();
  return {
    status: response.statusCode,
    body,
    headers: response.headers,
    cookie: set?.split(';')[0],
  };
}

export function bearer(access: string): Headers {
  return { authorization: `Bearer ${access}` };
}

/** A signed-in browser's headers: its cookie, and that the request comes from our own page. */
export function browser(cookie: string | undefined): Headers {
  return { cookie: cookie ?? '', 'sec-fetch-site': 'same-origin' };
}
