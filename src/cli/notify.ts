import { z } from 'zod';
import { notificationType } from '#domain/notifications/notification.events.ts';
import { sendNotification, wordForWord } from '#server/notifications/send.ts';
import { type Command, UsageError } from './command.ts';
import { platformOf } from './instance.ts';

const input = z.object({
  userId: z.uuid('USER_ID is not an id'),
  title: z.string('--title is needed').trim().min(1, '--title is empty').max(200),
  message: z.string().max(2000).default(''),
  type: z.enum(notificationType.options, `--type is one of ${notificationType.options.join(', ')}`),
});

export const notify: Command = {
  name: 'notify',
  usage: 'USER_ID --title TEXT [--message TEXT] [--type info|success|warning|error]',
  summary: 'Send somebody a notification.',
  options: {
    title: { type: 'string' },
    message: { type: 'string' },
    type: { type: 'string', default: 'info' },
  },

  async run(instance, { positionals, options }) {
    const parsed = input.safeParse({ ...options, userId: positionals[0] });
    if (!parsed.success) throw new UsageError(parsed.error.issues[0]?.message ?? 'not usable');
    const { userId, title, message, type } = parsed.data;
    const platform = await platformOf(instance);
    const sent = await sendNotification(
      platform,
      { actorId: null },
      { audience: { userIds: [userId] }, ...wordForWord(title, message), type, link: null },
    );
    if (!sent.ok) throw new UsageError(`there is nobody with the id ${userId}`);
    console.log(`Sent: ${sent.value.id}`);
    return 0;
  },
};
