import type { Reconnect } from '#client/live/reconnect.ts';
import type { Access } from './access.ts';
import type { ServerAddress } from './server-address.ts';

interface EntranceOptions {
  server: ServerAddress;
  access: Access;
  reconnect: Reconnect;
  onSessionEnded: () => void;
  onShutOut: () => void;
}

/** Close codes that mean the same however often one asks. */
const signedOutCode = 4401;
const wrongOriginCode = 1008;

/**
 * How tRPC's socket comes in: the pause before an attempt, a ticket for it where there is no
 * cookie, and what a close means for the next. The pause is here and not in tRPC's own delay, which
 * cannot be cut short when the network is back.
 */
export function socketEntrance(options: EntranceOptions) {
  const { server, access, reconnect, onSessionEnded, onShutOut } = options;
  let paused = false;
  // Set by a 4401, until something came over a socket that was let in after it.
  let refused = false;
  let renewFirst = false;

  const ended = () => {
    reconnect.halt();
    onSessionEnded();
    throw new Error('the session is over');
  };
  const ticket = async (): Promise<string | null> => {
    const token = await access.token({ renew: renewFirst });
    renewFirst = false;
    if (token === undefined) return null;
    if (token === null) return ended();
    const answer = await access.fetch(`${server.apiBaseUrl}/auth/socket-ticket/`, {
      method: 'POST',
    });
    if (answer.status === 401) return ended();
    if (!answer.ok) throw new Error(`a socket ticket was answered with ${answer.status}`);
    return ((await answer.json()) as { ticket: string }).ticket;
  };

  return {
    /** tRPC asks for it exactly before it tries again: the pause itself is taken in `url`. */
    retryDelayMs: () => {
      paused = true;
      return 0;
    },
    url: async (): Promise<string> => {
      if (paused) await reconnect.turn();
      paused = false;
      const url = server.socketUrl('/trpc');
      const own = await ticket();
      if (own !== null) url.searchParams.set('ticket', own);
      return url.href;
    },
    closed: (code: number | undefined) => {
      if (code === wrongOriginCode) {
        reconnect.halt();
        onShutOut();
      }
      if (code !== signedOutCode) return;
      // A cookie cannot be renewed, and what was just renewed would be refused again.
      if (refused || !access.renewable) {
        reconnect.halt();
        onSessionEnded();
      }
      refused = true;
      renewFirst = true;
    },
    /** Something came over the socket: its token was good. */
    worked: () => {
      refused = false;
      reconnect.worked();
    },
  };
}
