/** `/ws/system/`: announcements, maintenance, alerts; for administrators also live statistics. */
import type { LiveCore } from '../../live/live-core.ts';
import { plainSystemChannel } from '../../live/system-channel.ts';
import type { Services } from '../../services.ts';
import { servePlainSocket } from './plain-socket.ts';
import type { SocketRoute } from './upgrade.ts';

export function systemSocket(services: Services, core: LiveCore): SocketRoute {
  return {
    path: /^\/ws\/system$/,
    serve: (socket, request, url) =>
      void servePlainSocket({
        services,
        core,
        socket,
        request,
        channel: plainSystemChannel(core, socket.caller),
        since: url.searchParams.get('since'),
        take: () => null,
      }),
  };
}
