import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { NotificationSent, notificationType } from '#domain/notifications/notification.events.ts';
import { accept } from '#domain/kernel/result.ts';
import { transact } from '#infra/log/transact.ts';
import { personExists } from '#readmodels/projects/member.query.ts';
import { type Command, UsageError } from './command.ts';
import { platformOf } from './instance.ts';

const visibleWithinMs = 5_000;

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
    const { userId: personId, title, message, type } = parsed.data;
    const platform = await platformOf(instance);
    if (!(await personExists(platform.database, personId))) {
      throw new UsageError(`there is nobody with the id ${personId}`);
    }
    const notificationId = uuidv7();
    const sent = await transact(platform.eventLog, { actorId: null }, async (unit) => {
      await unit.append({
        stream: `notification-${notificationId}`,
        expectedVersion: 0,
        events: [
          NotificationSent.of({
            notificationId,
            personId,
            title,
            message,
            type,
            category: 'message',
            link: null,
            actorId: null,
          }),
        ],
      });
      return accept(null);
    });
    if (!sent.ok) throw new Error(`the notification was refused: ${sent.refusal.code}`);
    await platform.tail.whenVisible(sent.value.eventIds, visibleWithinMs);
    console.log(notificationId);
    return 0;
  },
};
