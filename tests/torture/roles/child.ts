/** A process of a run: writer, server or worker, until it is told to stop or killed. */
import pino from 'pino';
import { type ChildOptions, tellParent, type ToChild } from '../messages.ts';
import { startServer } from './server.ts';
import { startWorker } from './worker.ts';
import { startWriter } from './writer.ts';

export interface RunningChild extends AsyncDisposable {
  /** Begins nothing new; resolves when what was begun has ended. */
  quiet: () => Promise<void>;
}

const argument = process.argv[2];
if (!argument) throw new Error('this is started by tests/torture/main.ts');
const options = JSON.parse(argument) as ChildOptions;
// Standard error is kept by the parent and shown when this process dies of itself.
const log = pino({ name: options.name, level: 'warn' }, pino.destination({ dest: 2, sync: true }));

const start = { writer: startWriter, server: startServer, worker: startWorker }[options.role];
const running: RunningChild = await start(options, log);

async function obey({ kind }: ToChild): Promise<void> {
  if (kind === 'quiet') {
    await running.quiet();
    await tellParent({ kind: 'quiet' });
    return;
  }
  await running[Symbol.asyncDispose]();
  process.disconnect();
}

process.on('message', (message: ToChild) => void obey(message));
// Ctrl-C reaches the whole group; what is to be done about it the parent says.
process.on('SIGINT', () => {});
// The parent is gone, so there is nobody left to be tortured for.
process.on('disconnect', () => {
  setTimeout(() => process.exit(1), 10_000).unref();
});
await tellParent({ kind: 'ready' });
