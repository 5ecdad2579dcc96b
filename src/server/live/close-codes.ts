import type { WebSocket } from 'ws';

/** Why a socket of ours was closed, as clients tell them apart. */
export const closeCodes = {
  /** What the log cannot serve: nothing more will come, load a snapshot. */
  done: 1000,
  wrongOrigin: 1008,
  failed: 1011,
  restart: 1012,
  tooSlow: 1013,
  signedOut: 4401,
  forbidden: 4403,
  unknown: 4404,
  tooMany: 4429,
} as const;

/** ws itself waits 30 s, with all that the peer did not read in memory. */
const goodbyeMs = 5_000;

/** Says goodbye; a peer that does not answer in time is cut off. */
export function closeSocket(ws: WebSocket, code: number, reason: string): void {
  ws.close(code, reason);
  const late = setTimeout(() => ws.terminate(), goodbyeMs);
  late.unref();
  ws.once('close', () => clearTimeout(late));
}
