/** tRPC over WebSocket: subscriptions only, see `overHttp` in trpc.ts. */
import { randomUUID } from 'node:crypto';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { WebSocketServer } from 'ws';
import { closeCodes } from '../../live/close-codes.ts';
import { liveEncoder } from '../../live/handover.ts';
import type { LiveCore } from '../../live/live-core.ts';
import type { LiveSocket, MessageListener } from '../../live/live-socket.ts';
import type { Services } from '../../services.ts';
import { type AppRouter, appRouter } from '../../trpc/router.ts';
import { languageOf } from '../language.ts';
import type { SocketRequest, SocketRoute } from './upgrade.ts';

const maxCallsPerMessage = 50;

export function trpcSockets(services: Services, core: LiveCore): SocketRoute {
  const { limits } = core;
  // Never listens: it is what the adapter attaches to, and is told of each socket let in.
  const server = new WebSocketServer({ noServer: true });
  const sockets = new WeakMap<object, LiveSocket>();
  applyWSSHandler<AppRouter>({
    wss: server,
    router: appRouter,
    maxBatchSize: maxCallsPerMessage,
    experimental_encoder: liveEncoder,
    createContext: ({ req, res }) => {
      const socket = sockets.get(res);
      if (!socket) throw new Error('a tRPC socket came past the door');
      return {
        services,
        caller: socket.caller,
        language: languageOf(req.headers['accept-language']),
        requestId: requestId(),
        ip: socket.address,
        userAgent: req.headers['user-agent'] ?? '',
        http: null,
        live: { core, socket },
      };
    },
  });
  return {
    path: /^\/trpc$/,
    serve: (socket: LiveSocket, request: SocketRequest) => {
      sockets.set(socket.ws, socket);
      server.emit('connection', socket.ws, request);
      const adapters = socket.ws.listeners('message') as MessageListener[];
      socket.ws.removeAllListeners('message');
      const mayGoOn = () => {
        const may = limits.maySpeak(socket);
        if (!may) socket.close(closeCodes.tooMany, 'too many messages');
        return may;
      };
      socket.receive((data, isBinary) => {
        if (!mayGoOn()) return;
        for (const listener of adapters) listener.call(socket.ws, data, isBinary);
      }, mayGoOn);
    },
  };
}

/** As one piece: Node puts a UUID together of twenty, and V8 keeps them for as long as the socket lives. */
function requestId(): string {
  return Buffer.from(randomUUID(), 'latin1').toString('latin1');
}
