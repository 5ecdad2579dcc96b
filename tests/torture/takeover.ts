/** How long nobody placed events after the leader died. */
import type { Fleet, Leading } from './fleet.ts';

/** Every takeover ends by then, or something is broken. */
const giveUpAfterMs = 30_000;

/** Kills the leader and measures until another process leads; the killed one is not started again. */
export async function killLeader(
  fleet: Fleet,
): Promise<{ killed: string; tookOver: Promise<number> }> {
  const killed = fleet.leader();
  if (!killed) throw new Error('nobody leads');
  const atMs = Date.now();
  const next = nextLeader(fleet);
  await fleet.kill(killed);
  return { killed, tookOver: next.then((leading) => leading.atMs - atMs) };
}

function nextLeader(fleet: Fleet): Promise<Leading> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`nobody took over within ${giveUpAfterMs} ms`));
    }, giveUpAfterMs);
    const stop = fleet.onLeading((leading) => {
      clearTimeout(timer);
      stop();
      resolve(leading);
    });
  });
}
