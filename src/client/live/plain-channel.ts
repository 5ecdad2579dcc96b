import type { Access } from '#client/api/access.ts';
import { tokenEndsAtMs } from '#client/api/access.ts';
import { impatientWebSocket } from '#client/api/impatient-web-socket.ts';
import type { ServerAddress } from '#client/api/server-address.ts';
import { createReconnect, type Reconnect } from './reconnect.ts';
import { onWake } from './wake.ts';

/**
 * - `connecting`: not yet there. `live`: everything up to now has come.
 * - `catching-up`: connected again, what happened meanwhile is coming. `stale`: the connection is
 *   lost and tried again. `closed`: by oneself, or refused for good.
 */
export type ConnectionState = 'connecting' | 'live' | 'catching-up' | 'stale' | 'closed';

export interface PlainFrame {
  type: string;
  /** The log position; null for what is not in the log (presence, typing, statistics). */
  position: string | null;
  data: unknown;
}

interface PlainChannelOptions {
  server: ServerAddress;
  access: Access;
  path: string;
  /** Resumes after this position instead of beginning now. */
  since?: string | undefined;
  onFrame: (frame: PlainFrame) => void;
  onState: (state: ConnectionState) => void;
  reconnect?: Reconnect;
}

export interface PlainChannel {
  /** False where it is not connected: what matters is sent again by who keeps it. */
  send: (message: object) => boolean;
  close: () => void;
}

const finalCodes = new Set([1008, 4403, 4404]);
const signedOutCode = 4401;
/** A token is renewed this long before its end. */
const renewAheadMs = 60_000;
/** Longer delays overflow timers, which then fire at once. */
const maxTimerMs = 2 ** 31 - 1;

const Impatient = impatientWebSocket({ connectMs: 10_000, goodbyeMs: 500 });
const ping = JSON.stringify({ type: 'ping' });
const pingAnswerMs = 2_000;

/**
 * One channel over a plain socket, for as long as it is wanted: it resumes from the last position
 * after whatever happened to the connection, renews the token before its end, and gives up only
 * where asking again would get the same answer.
 */
export function openPlainChannel(options: PlainChannelOptions): PlainChannel {
  const { server, access, path, onFrame, onState } = options;
  const reconnect = options.reconnect ?? createReconnect();
  let since = options.since ?? null;
  let state: ConnectionState = 'connecting';
  let socket: WebSocket | null = null;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  // Set by a 4401, until something was received with the token that followed it.
  let renewed = false;

  const move = (next: ConnectionState) => {
    if (next === state || state === 'closed') return;
    state = next;
    onState(next);
  };
  const end = () => {
    clearTimeout(renewal);
    stopWake();
    reconnect.halt();
    move('closed');
    socket?.close();
  };

  const renewLater = (token: string | null | undefined) => {
    clearTimeout(renewal);
    const endsAtMs = token ? tokenEndsAtMs(token) : null;
    if (endsAtMs === null) return;
    const inMs = Math.max(0, endsAtMs - Date.now() - renewAheadMs);
    renewal = setTimeout(() => void renewNow(), Math.min(inMs, maxTimerMs));
  };
  const renewNow = async () => {
    try {
      const token = await access.token({ renew: true });
      // Without one the server ends the socket when the old one runs out.
      if (!token || state === 'closed') return;
      send({ type: 'auth', token });
      renewLater(token);
    } catch (error) {
      console.warn('the token could not be renewed', error);
    }
  };

  const take = (raw: unknown) => {
    const frame = parsed(raw);
    if (!frame || state === 'closed') return;
    if (frame.type === 'snapshot_required') {
      // The log cannot serve the position: begin anew, and say so by the `ready` that comes.
      since = null;
      return;
    }
    if (frame.type === 'pong') return;
    renewed = false;
    reconnect.worked();
    const begins = since === null;
    if (frame.position !== null) {
      const passed = since !== null && Number(frame.position) <= Number(since);
      if (passed && !isState(frame.type)) return;
      since = frame.position;
    }
    onFrame(frame);
    if (frame.type === 'ready') move(begins ? 'live' : 'catching-up');
    if (frame.type === 'live') move('live');
  };

  const connect = async () => {
    const token = await access.token({ renew: renewed });
    if (token === null) return end();
    const url = server.socketUrl(path);
    if (token !== undefined) url.searchParams.set('token', token);
    if (since !== null) url.searchParams.set('since', since);
    if (isClosed()) return;
    const opened = new Impatient(url);
    socket = opened;
    renewLater(token);
    opened.addEventListener('message', ({ data }) => take(data));
    opened.addEventListener('close', ({ code }) => {
      if (socket !== opened || isClosed()) return;
      socket = null;
      if (finalCodes.has(code) || (code === signedOutCode && !mayRenew(token))) return end();
      if (code === signedOutCode) renewed = true;
      again();
    });
  };
  /** A cookie, or a token that was just renewed, would be refused again. */
  const mayRenew = (token: string | undefined) => token !== undefined && !renewed;
  const isClosed = () => state === 'closed';

  const again = () => {
    clearTimeout(renewal);
    if (state !== 'connecting') move('stale');
    void reconnect.turn().then(attempt);
  };
  const attempt = async () => {
    if (isClosed()) return;
    try {
      await connect();
    } catch (error) {
      console.warn('no token could be had', error);
      again();
    }
  };

  const send = (message: object): boolean => {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  };

  const stopWake = onWake(() => {
    reconnect.hurry();
    Impatient.probe(ping, pingAnswerMs);
  });
  void attempt();
  return { send, close: end };
}

/** Tells how things are at a position rather than what happened at it. */
function isState(type: string): boolean {
  return type === 'ready' || type === 'live';
}

function parsed(raw: unknown): PlainFrame | null {
  if (typeof raw !== 'string') return null;
  const frame = JSON.parse(raw) as { type: string; position?: string | null; data?: unknown };
  return { type: frame.type, position: frame.position ?? null, data: frame.data };
}
