/** `/ws/notifications/<user_id>/`: one's own notifications, and their reads on other devices. */
import { z } from 'zod';
import { notificationsChannel } from '../../live/channels.ts';
import { closeCodes } from '../../live/close-codes.ts';
import type { LiveCore } from '../../live/live-core.ts';
import { changeNotifications, notificationIds } from '../../notifications/commands.ts';
import type { Services } from '../../services.ts';
import { invalidFields } from '../problem.ts';
import { type ClientMessage, servePlainSocket } from './plain-socket.ts';
import type { SocketRoute } from './upgrade.ts';

const readMessage = z.object({ type: z.literal('read'), ids: notificationIds });

export function notificationsSocket(services: Services, core: LiveCore): SocketRoute {
  return {
    path: /^\/ws\/notifications\/([^/]+)$/,
    serve: (socket, request, url, [userId]) => {
      const { personId } = socket.caller;
      // In capitals it is the same id, here as on every other path.
      if (userId?.toLowerCase() !== personId) {
        core.meter.refuse(closeCodes.forbidden);
        return socket.close(closeCodes.forbidden, 'not your notifications');
      }
      const take = (message: ClientMessage) => {
        if (message.type !== 'read') return null;
        const { data, error } = readMessage.safeParse(message);
        if (!data) return Promise.resolve({ ok: false as const, refusal: invalidFields(error) });
        return changeNotifications(
          services.platform,
          { actorId: personId },
          {
            personId,
            ids: data.ids,
            change: { read: true },
          },
        );
      };
      void servePlainSocket({
        services,
        core,
        socket,
        request,
        channel: notificationsChannel(core, personId),
        since: url.searchParams.get('since'),
        take,
      });
    },
  };
}
