/**
 * Looks again and again whether the sessions of open sockets still hold and people have the roles
 * that they were let in with. The hub learns of both by events, a moment after they happened;
 * this is for when events are late or were placed while the read models lagged.
 */
import type { Logger } from 'pino';
import type { SqlRunner } from '#infra/db/database.ts';
import { Loop } from '#infra/log/loop.ts';
import { type SessionRow, standingSessions } from '../../auth/standing-sessions.ts';
import { closeCodes } from '../../live/close-codes.ts';
import type { LiveHub } from '../../live/hub.ts';

/** With the time that a closing takes it stays within the 2 s in which a right has to end. */
const roundMs = 1_500;

interface WatchOptions {
  hub: Pick<LiveHub, 'sockets'>;
  sql: SqlRunner;
  log: Logger;
}

export function watchSessions({ hub, sql, log }: WatchOptions): AsyncDisposable {
  const loop = new Loop({
    name: 'sessions of sockets',
    pollIntervalMs: roundMs,
    log,
    run: async () => {
      const asked = [...hub.sockets].map((socket) => ({ socket, caller: socket.caller }));
      if (asked.length === 0) return;
      const ids = [...new Set(asked.map(({ caller }) => caller.sessionId))];
      const rows = await sql<SessionRow[]>`
        ${standingSessions(sql)} and s.session_id = any(${ids}::uuid[])`;
      const roles = new Map(rows.map((row) => [row.session_id, row.role]));
      for (const { socket, caller } of asked) {
        // A token was renewed in the meantime: what was looked up then holds.
        if (socket.caller !== caller) continue;
        const role = roles.get(caller.sessionId);
        if (!role) socket.close(closeCodes.signedOut, 'the session has ended');
        else if (role !== caller.role) socket.close(closeCodes.restart, 'the role has changed');
      }
    },
  });
  loop.wake();
  return loop;
}
