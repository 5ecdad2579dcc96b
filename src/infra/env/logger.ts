import pino, { type Logger } from 'pino';
import { errorForLog } from './error-for-log.ts';

/** The process's own log: one JSON object a line on stderr. stdout is for what people read. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorForLog },
    },
    // Written at once: the lines before an exit are the ones that matter.
    pino.destination({ fd: 2, sync: true }),
  );
}
