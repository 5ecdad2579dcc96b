import type { Logger } from 'pino';
import { closeCodes } from '../../live/close-codes.ts';
import type { LiveSocket } from '../../live/live-socket.ts';

const lost = 1006;

/**
 * What the operator reads of each socket: refused, opened, closed, failed. Of its address only the
 * kind of channel: the query may carry a token.
 */
export class SocketLog {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  refused(channel: string, code: number, reason: string): void {
    // Whoever opens too many of them must not fill the log as well.
    const level = code === closeCodes.tooMany ? 'debug' : 'info';
    this.#log[level]({ channel, code, reason }, 'a socket was refused');
  }

  /** From here on what becomes of it is told as well. */
  opened(channel: string, socket: LiveSocket): void {
    const openedAt = performance.now();
    const about = { channel, personId: socket.caller.personId };
    this.#log.info(about, 'a socket was opened');
    socket.onClose((code) => {
      const reason = socket.goodbye ?? (code === lost ? 'lost' : 'closed by the peer');
      const ms = Math.round(performance.now() - openedAt);
      this.#log.info({ ...about, code, reason, ms }, 'a socket was closed');
    });
  }

  /** What goes wrong in the protocol is closed by ws with its own code; this says what it was. */
  failing(channel: string): (error: unknown) => void {
    return (error) => this.#log.info({ err: error, channel }, 'a socket failed');
  }
}

/** `/ws/system` → `system`, `/ws/projects/<id>/…` → `projects`, `/trpc` → `trpc`. */
export function channelOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return first === 'ws' ? second : first;
}
