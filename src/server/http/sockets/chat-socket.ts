/** `/ws/meetings/<meeting_id>/chat/`: messages, who comes and goes, who is typing. */
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { clientId, messageText } from '#domain/meetings/message.events.ts';
import { closeCodes } from '../../live/close-codes.ts';
import type { LiveCore } from '../../live/live-core.ts';
import { chatChannel } from '../../meetings/chat.channel.ts';
import { sendMessage } from '../../meetings/messages.ts';
import { announceTyping } from '../../meetings/typing.ts';
import type { Services } from '../../services.ts';
import { invalidFields } from '../problem.ts';
import { type ClientMessage, servePlainSocket } from './plain-socket.ts';
import type { SocketRoute } from './upgrade.ts';

const newMessage = z.object({ text: messageText, client_id: clientId.nullable().default(null) });

export function chatSocket(services: Services, core: LiveCore): SocketRoute {
  return {
    path: /^\/ws\/meetings\/([^/]+)\/chat$/,
    serve: (socket, request, url, [meetingId]) => {
      const id = givenId.safeParse(meetingId).data;
      if (!id) return socket.close(closeCodes.unknown, 'unknown');
      const send = async (message: ClientMessage) => {
        const { data, error } = newMessage.safeParse(message);
        if (!data) return { ok: false as const, refusal: invalidFields(error) };
        const { caller } = socket;
        const { text, client_id } = data;
        const what = { meetingId: id, text, clientId: client_id };
        return sendMessage(services, caller, { actorId: caller.personId }, what);
      };
      void servePlainSocket({
        services,
        core,
        socket,
        request,
        channel: chatChannel(core, socket.caller, id),
        since: url.searchParams.get('since'),
        take: (message) => {
          if (message.type === 'message') return send(message);
          if (message.type !== 'typing') return null;
          return announceTyping(services.platform, socket.caller, id);
        },
      });
    },
  };
}
