import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '#infra/env/error-code.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { connect } from './connect.ts';

const oldestMajorVersion = 15;

/** A database that starts beside us, as in a compose file, gets this long to come up. */
const patienceMs = 5_000;
const comingUp = new Set(['ECONNREFUSED', 'ENOENT', '57P03']);

/** Makes sure that the operator's own database can be used; what is wrong with it names DATABASE_URL. */
export async function reachDatabase(url: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await checkVersion(url);
    } catch (error) {
      if (error instanceof StartupProblem) throw error;
      const code = errorCode(error) ?? '';
      if (!comingUp.has(code) || Date.now() > deadline) throw unreachable(error);
      await delay(100, undefined, { signal });
    }
  }
}

async function checkVersion(url: string): Promise<void> {
  const sql = connect(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {} });
  try {
    const [row] = await sql<{ version: string }[]>`
      select current_setting('server_version_num') as version`;
    const major = Math.floor(Number(row?.version) / 10_000);
    if (major < oldestMajorVersion)
      throw new StartupProblem(
        'DATABASE_URL',
        `the server is Postgres ${major}, needed is ${oldestMajorVersion} or later`,
      );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Says what is wrong without the address, which may hold a password. */
function unreachable(error: unknown): StartupProblem {
  // A host with several addresses fails with a list of errors and an empty message.
  const reason = error instanceof Error ? error.message || errorCode(error) : String(error);
  return new StartupProblem('DATABASE_URL', `the database can't be used: ${reason}`, {
    cause: error,
  });
}
