import pino from 'pino';
import { migrate } from '#infra/db/migrate.ts';
import { openPlatform, type Platform, type PlatformOptions } from '#infra/platform.ts';
import { projections } from '#readmodels/registry.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';

export interface TestPlatform extends AsyncDisposable {
  platform: Platform;
  ownerUrl: string;
  /** Another process's view of the same database. */
  another: (options?: Partial<PlatformOptions>) => Promise<Platform>;
}

/** A running log on a database of its own: `await using test = await openTestPlatform()`. */
export async function openTestPlatform(
  options: Partial<PlatformOptions> = {},
  given: TestDatabase | null = null,
): Promise<TestPlatform> {
  const database = given ?? (await createTestDatabase());
  const { role } = await migrate(database.ownerUrl);
  const stack = new AsyncDisposableStack();
  stack.use(database);
  const another = async (more: Partial<PlatformOptions> = {}) =>
    stack.use(
      await openPlatform({
        url: database.ownerUrl,
        role,
        applicationName: 'ecosystia test',
        projections,
        notify: true,
        pollIntervalMs: 200,
        maxConnections: 10,
        log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
        ...options,
        ...more,
      }),
    );
  return {
    platform: await another(),
    ownerUrl: database.ownerUrl,
    another,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
