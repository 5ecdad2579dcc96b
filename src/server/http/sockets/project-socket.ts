/** `/ws/projects/<project_id>/notifications/`: what changes in a project. */
import { givenId } from '#domain/kernel/fields.ts';
import { projectChannel } from '../../live/channels.ts';
import { closeCodes } from '../../live/close-codes.ts';
import type { LiveCore } from '../../live/live-core.ts';
import type { Services } from '../../services.ts';
import { servePlainSocket } from './plain-socket.ts';
import type { SocketRoute } from './upgrade.ts';

export function projectSocket(services: Services, core: LiveCore): SocketRoute {
  return {
    path: /^\/ws\/projects\/([^/]+)\/notifications$/,
    serve: (socket, request, url, [given]) => {
      const { data: projectId } = givenId.safeParse(given);
      if (!projectId) return socket.close(closeCodes.unknown, 'unknown');
      void servePlainSocket({
        services,
        core,
        socket,
        request,
        channel: projectChannel(core, socket.caller, projectId),
        since: url.searchParams.get('since'),
        take: () => null,
      });
    },
  };
}
