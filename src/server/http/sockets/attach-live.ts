/** Live delivery on an HTTP server: tRPC's WebSocket and the plain sockets, on one core. */
import type { Server } from 'node:http';
import { closeCodes } from '../../live/close-codes.ts';
import { type LiveCore, type LiveOptions, openLiveCore } from '../../live/live-core.ts';
import { leaseLivePeople } from '../../live/live-people.ts';
import type { Services } from '../../services.ts';
import { chatSocket } from './chat-socket.ts';
import { reportStats } from '../../system/report-stats.ts';
import { keepHouse } from './housekeeping.ts';
import { notificationsSocket } from './notifications-socket.ts';
import { projectSocket } from './project-socket.ts';
import { watchSessions } from './session-watch.ts';
import { systemSocket } from './system-socket.ts';
import { trpcSockets } from './trpc-sockets.ts';
import { SocketDoor } from './upgrade.ts';

export interface LiveServer extends AsyncDisposable {
  core: LiveCore;
  /** Closes every socket with 1012 and takes no more; resolves when they are gone. */
  close: () => Promise<void>;
}

/** Peers get this long to say goodbye before they are cut off. */
const goodbyeMs = 1_500;

export function attachLive(
  server: Server,
  services: Services,
  options: LiveOptions = {},
): LiveServer {
  const log = services.log.child({ part: 'live' });
  const { rateLimits, presenceGraceMs } = services.settings;
  const core = openLiveCore(services.platform, log, { rateLimits, presenceGraceMs, ...options });
  const house = keepHouse(core.hub);
  const watch = watchSessions({
    hub: core.hub,
    sql: services.platform.logDatabase.sql,
    log,
  });
  const leases = leaseLivePeople({
    hub: core.hub,
    sql: services.platform.logDatabase.sql,
    log,
  });
  const statistics = reportStats(core);
  const door = new SocketDoor(services, core, [
    trpcSockets(services, core),
    notificationsSocket(services, core),
    systemSocket(services, core),
    projectSocket(services, core),
    chatSocket(services, core),
  ]);
  server.on('upgrade', door.upgrade);

  const close = async () => {
    door.close();
    house[Symbol.dispose]();
    const watched = watch[Symbol.asyncDispose]();
    const gone = [...core.hub.sockets].map(
      (socket) => new Promise((resolve) => void socket.onClose(resolve)),
    );
    core.hub.closeAll(closeCodes.restart, 'the server restarts');
    const late = setTimeout(() => {
      for (const socket of core.hub.sockets) socket.ws.terminate();
    }, goodbyeMs);
    await Promise.all(gone);
    clearTimeout(late);
    await Promise.all([watched, statistics[Symbol.asyncDispose](), leases[Symbol.asyncDispose]()]);
    await core[Symbol.asyncDispose]();
  };
  return { core, close, [Symbol.asyncDispose]: close };
}
