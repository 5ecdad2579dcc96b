import { closeCodes } from '../../live/close-codes.ts';
import type { LiveHub } from '../../live/hub.ts';
import type { LiveSocket } from '../../live/live-socket.ts';

const roundMs = 1_000;
/** A peer that has not answered one ping by the time of the next is gone. */
const pingEveryMs = 30_000;

/** Closes sockets whose token or session ran out, and finds out about peers that are gone. */
export function keepHouse(hub: Pick<LiveHub, 'sockets'>): Disposable {
  /** Each socket's own: what others come and go makes no ping early or late. */
  const nextPingAtMs = new WeakMap<LiveSocket, number>();
  const timer = setInterval(() => {
    const today = Date.now();
    // A clock that is put back must not put off the pings.
    const now = performance.now();
    for (const socket of hub.sockets) {
      if (socket.caller.expiresAtMs <= today) {
        socket.close(closeCodes.signedOut, 'the token has expired');
        continue;
      }
      // Spread, as thousands that came at once would be pinged at once and delay what is live.
      const dueAtMs = nextPingAtMs.get(socket) ?? now + Math.random() * pingEveryMs;
      if (now < dueAtMs) {
        nextPingAtMs.set(socket, dueAtMs);
        continue;
      }
      nextPingAtMs.set(socket, now + pingEveryMs);
      if (!socket.heard) {
        socket.ws.terminate();
        continue;
      }
      socket.heard = false;
      if (!socket.closing) socket.ws.ping();
    }
  }, roundMs);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
