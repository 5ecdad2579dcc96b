/** The smallest app with an embedded Postgres, for tests that kill it: says where it is, then waits. */
import pino from 'pino';
import { startEmbeddedPostgres } from '#infra/embedded-postgres/embedded-postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }) });
process.stdout.write(`${JSON.stringify({ ownerUrl: server.ownerUrl, pid: server.pid() })}\n`);
process.once('SIGTERM', () => void server.stop());
