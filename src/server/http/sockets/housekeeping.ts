import { closeCodes } from '../../live/close-codes.ts';
import type { LiveHub } from '../../live/hub.ts';

const roundMs = 1_000;
/** A peer that has not answered one ping by the time of the next is gone. */
const roundsBetweenPings = 30;

/** Closes sockets whose token or session ran out, and finds out about peers that are gone. */
export function keepHouse(hub: LiveHub): Disposable {
  let round = 0;
  const timer = setInterval(() => {
    round += 1;
    let number = 0;
    const now = Date.now();
    for (const socket of hub.sockets) {
      number += 1;
      if (socket.caller.expiresAtMs <= now) {
        socket.close(closeCodes.signedOut, 'the token has expired');
        continue;
      }
      // Spread over the rounds: thousands of pings at once would delay what is live.
      if ((round + number) % roundsBetweenPings !== 0) continue;
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
