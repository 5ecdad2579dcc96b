/** A server's HTTP side with a worker beside it, on one database and one storage. */
import pino from 'pino';
import { migrate } from '#infra/db/migrate.ts';
import { startWorker, type WorkerOptions } from '#worker/worker.ts';
import { openTestApp, type TestApp } from './app.ts';

/** `await using server = await openWorkingApp()`: uploads become ready, people are told. */
export async function openWorkingApp({
  workers = 1,
  environment = {},
  worker = {},
}: {
  workers?: number;
  environment?: Record<string, string>;
  /** Where the workers' settings are not the server's. */
  worker?: Partial<WorkerOptions>;
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
  others: Partial<WorkerOptions>,
): Promise<void> {
  const platform = await server.test.another();
  const { role } = await migrate(server.test.ownerUrl);
  stack.use(
    await startWorker({
      platform,
      storage: server.services.storage,
      push: server.services.settings.push,
      mail: server.services.settings.mail,
      notificationDays: server.services.settings.notificationDays,
      clamdUrl: server.services.settings.clamdUrl,
      keepOriginals: server.services.settings.uploads.keepOriginals,
      database: { url: server.test.ownerUrl, role },
      notify: true,
      pollIntervalMs: 200,
      log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
      ...others,
    }),
  );
}
