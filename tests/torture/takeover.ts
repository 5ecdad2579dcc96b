/** How long nobody placed events after the leader died. */
import type { Fleet, Leading } from './fleet.ts';

/** Every takeover ends by then, or something is broken. */
const giveUpAfterMs = 30_000;

export interface KilledLeader {
  killed: string;
  /** In ms; null where nobody took over while anybody waited for it. */
  tookOver: Promise<number | null>;
}

/**
 * Kills the leader and measures until another process leads; the killed one is not started again.
 *
 * @returns null where nobody leads just now, or somebody else is killing who does.
 */
export async function killLeader(fleet: Fleet): Promise<KilledLeader | null> {
  const killed = fleet.leader();
  if (!killed) return null;
  const atMs = Date.now();
  const next = nextLeader(fleet);
  if (!(await fleet.kill(killed))) return null;
  return { killed, tookOver: next.then((leading) => leading && leading.atMs - atMs) };
}

function nextLeader(fleet: Fleet): Promise<Leading | null> {
  return new Promise((resolve) => {
    const settle = (leading: Leading | null) => {
      clearTimeout(timer);
      stop();
      resolve(leading);
    };
    const timer = setTimeout(() => settle(null), giveUpAfterMs);
    const stop = fleet.onLeading(settle);
  });
}
