/** A server's HTTP side with a worker beside it, on one database and one storage. */
import pino from 'pino';
import { migrate } from '#infra/db/migrate.ts';
import { startWorker, type WorkerOptions } from '#worker/worker.ts';
import { openTestApp, type TestApp } from './app.ts';

type WorkerDifferences = Omit<Partial<WorkerOptions>, 'settings'> & {
  settings?: Partial<WorkerOptions['settings']>;
};

/** `await using server = await openWorkingApp()`: uploads become ready, people are told. */
export async function openWorkingApp({
  workers = 1,
  environment = {},
  worker = {},
}: {
  workers?: number;
  environment?: Record<string, string>;
  /** Where the workers are not as the server is. */
  worker?: WorkerDifferences;
} = {}): Promise<TestApp> {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await openTestApp(environment));
  for (let started = 0; started < workers; started += 1)
    await startTestWorker(server, stack, worker);
  return { ...server, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

async function startTestWorker(
  server: TestApp,
  stack: AsyncDisposableStack,
  { settings, ...others }: WorkerDifferences,
): Promise<void> {
  const platform = await server.test.another();
  const { role } = await migrate(server.test.ownerUrl);
  stack.use(
    await startWorker({
      platform,
      storage: server.services.storage,
      settings: { ...server.services.settings, notify: true, pollIntervalMs: 200, ...settings },
      database: { url: server.test.ownerUrl, role },
      log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
      ...others,
    }),
  );
}
