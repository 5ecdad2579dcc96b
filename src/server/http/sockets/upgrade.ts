/**
 * The one door for sockets: path, Origin and who is asking are looked at before the upgrade is
 * completed, so nothing a stranger sends is ever parsed. A refusal completes the upgrade all the
 * same and closes with its code: browsers show nothing of a refused upgrade's status.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ServerOptions, WebSocketServer } from 'ws';
import type { Caller } from '../../auth/caller.ts';
import { closeCodes, closeSocket } from '../../live/close-codes.ts';
import type { LiveCore } from '../../live/live-core.ts';
import { LiveSocket, type LiveSocketOptions } from '../../live/live-socket.ts';
import type { Services } from '../../services.ts';
import { addressOf, hostOf, proxiesTrusted, type ProxyTrust } from '../proxies.ts';
import { isTrustedOrigin } from '../same-origin.ts';
import { socketCaller } from './socket-caller.ts';
import { channelOf, SocketLog } from './socket-log.ts';

/** Larger messages are closed with 1009 by ws. */
const maxMessageBytes = 64 * 1024;
/**
 * Of one message: the same limit is reached by ws in two other ways, with bytes sent one by one and
 * with fragments of nothing.
 */
const maxFragments = 128;
const maxBufferedChunks = 1_024;
/** Beyond it ws cuts off without a word; our own limits say why, and are reached before. */
const maxPendingPongs = 256;
/** Room for a token in the query. */
const maxUrlCharacters = 8_000;
const authenticationTimeoutMs = 5_000;

/** ws 8.23 knows one more than its types do. */
const webSocketOptions: ServerOptions & { maxPendingAutoPongs: number } = {
  noServer: true,
  maxPayload: maxMessageBytes,
  maxFragments,
  maxBufferedChunks,
  maxPendingAutoPongs: maxPendingPongs,
  // The hub's frames are written past ws, see LiveSocket.
  perMessageDeflate: false,
};

/** What serves the sockets of one kind of path. */
export interface SocketRoute {
  /** The path without a slash at its end; its groups are given to `serve`. */
  path: RegExp;
  /** Takes over a socket that has been let in. */
  serve: (socket: LiveSocket, request: SocketRequest, url: URL, params: string[]) => void;
}

/** What is kept of a request for as long as its socket lives: the whole would be several kB. */
export interface SocketRequest {
  url: string | undefined;
  headers: Pick<IncomingHttpHeaders, 'host' | 'accept-language' | 'user-agent'>;
}

function kept({ url, headers }: IncomingMessage): SocketRequest {
  const { host, 'accept-language': languages, 'user-agent': userAgent } = headers;
  return { url, headers: { host, 'accept-language': languages, 'user-agent': userAgent } };
}

type Refused = { code: number; reason: string };
const tooManySockets: Refused = { code: closeCodes.tooMany, reason: 'too many sockets' };

export class SocketDoor {
  readonly #services: Services;
  readonly #core: LiveCore;
  readonly #routes: readonly SocketRoute[];
  readonly #trust: ProxyTrust;
  readonly #journal: SocketLog;
  readonly #server = new WebSocketServer(webSocketOptions);
  #closed = false;

  constructor(services: Services, core: LiveCore, routes: readonly SocketRoute[]) {
    this.#services = services;
    this.#core = core;
    this.#routes = routes;
    this.#trust = proxiesTrusted(services.settings.trustProxy);
    this.#journal = new SocketLog(core.log);
  }

  /** The listener for a server's `upgrade` event. */
  readonly upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const path = URL.parse(request.url ?? '', 'http://localhost')?.pathname ?? '';
    const channel = channelOf(path);
    const onError = this.#journal.failing(channel);
    stream.on('error', onError);
    this.#open(request, stream, head, { channel, onError }).catch((error: unknown) => {
      this.#services.log.error({ err: error }, 'a socket could not be opened');
      stream.destroy();
    });
  };

  close(): void {
    this.#closed = true;
  }

  async #open(
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer,
    { channel, onError }: { channel: string; onError: (error: unknown) => void },
  ): Promise<void> {
    const { meter } = this.#core;
    if ((request.url?.length ?? 0) > maxUrlCharacters) return answer(stream, '414 URI Too Long');
    const url = URL.parse(request.url ?? '', 'http://localhost');
    const path = url?.pathname.replace(/\/+$/, '') ?? '';
    const route = this.#routes.find((candidate) => candidate.path.test(path));
    if (!url || !route) {
      meter.refuseFor('no_such_path');
      return answer(stream, '404 Not Found');
    }
    if (this.#closed) return answer(stream, '503 Service Unavailable');
    const { position } = this.#core.hub;
    const address = addressOf(request, this.#trust);
    const caller = await this.#admit(request, url, address);
    if (stream.destroyed) return;
    // It may have begun to close while the caller was looked up.
    if (this.#closed) return answer(stream, '503 Service Unavailable');
    this.#server.handleUpgrade(request, stream, head, (ws) => {
      ws.on('error', onError);
      if ('code' in caller) {
        meter.refuse(caller.code);
        this.#journal.refused(channel, caller.code, caller.reason);
        return closeSocket(ws, caller.code, caller.reason);
      }
      const params = route.path.exec(path)?.slice(1).map(decoded) ?? [];
      const socket = this.#welcome(channel, { ws, stream, caller, address });
      this.#core.hub.add(socket, position);
      if (!socket.closing) route.serve(socket, kept(request), url, params);
    });
  }

  async #admit(request: IncomingMessage, url: URL, address: string): Promise<Caller | Refused> {
    const { settings } = this.#services;
    const { origin } = request.headers;
    if (!this.#core.limits.mayConnectFrom(address)) return tooManySockets;
    if (origin && !isTrustedOrigin(settings, origin, hostOf(request, this.#trust))) {
      return { code: closeCodes.wrongOrigin, reason: 'this Origin is not accepted' };
    }
    const caller = await within(
      authenticationTimeoutMs,
      socketCaller(this.#services, request, url.searchParams),
    );
    if (caller === 'late') return { code: closeCodes.tooSlow, reason: 'try again' };
    if (!caller) return { code: closeCodes.signedOut, reason: 'sign in first' };
    return this.#core.limits.mayConnectAs(caller.personId) ? caller : tooManySockets;
  }

  #welcome(channel: string, guest: Omit<LiveSocketOptions, 'flusher' | 'meter'>): LiveSocket {
    const { limits, flusher, meter } = this.#core;
    const { personId } = guest.caller;
    limits.opened(personId);
    const socket = new LiveSocket({ ...guest, flusher, meter });
    socket.onClose((code) => {
      limits.closed(personId);
      meter.closed(code);
    });
    this.#journal.opened(channel, socket);
    return socket;
  }
}

function answer(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** A group of the path as text; what is no valid escape stays as it is, and is found nowhere. */
function decoded(group: string): string {
  try {
    return decodeURIComponent(group);
  } catch {
    return group;
  }
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
