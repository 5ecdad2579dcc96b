import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '#domain/kernel/result.ts';
import { isPushEndpoint } from '#infra/push/send-push.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** Base64url of so many bytes, as `PushSubscription.toJSON()` gives it. */
const keyOf = (sizeBytes: number) =>
  z
    .string()
    .regex(/^[\w-]{1,120}={0,2}$/)
    .transform((text) => Buffer.from(text, 'base64url'))
    .refine((bytes) => bytes.length === sizeBytes);

const input = z.object({
  endpoint: z.string().max(2_000),
  keys: z.object({ p256dh: keyOf(65), auth: keyOf(16) }),
});

/** Browsers of one person; the oldest gives way. */
const maxPerPerson = 20;

/** Keeps where a browser of the caller's takes web push, until its session ends. */
export const subscribe = signedInProcedure
  .input(input)
  .mutation(async ({ ctx, input: { endpoint, keys } }) => {
    const { platform, settings } = ctx.services;
    if (!isPushEndpoint(endpoint, settings.push)) accepted(refuse('request.invalid'));
    const { personId, sessionId } = ctx.caller;
    await platform.database.sql.begin(async (tx) => {
      await tx`
        insert into auth.push_subscriptions
          (id, person_id, session_id, endpoint, p256dh, auth, created_at)
        values (${randomUUID()}, ${personId}, ${sessionId}, ${endpoint},
                ${keys.p256dh}, ${keys.auth}, now())
        on conflict (endpoint) do update set
          person_id = excluded.person_id, session_id = excluded.session_id,
          p256dh = excluded.p256dh, auth = excluded.auth, created_at = excluded.created_at`;
      await tx`
        delete from auth.push_subscriptions where id in (
          select id from auth.push_subscriptions where person_id = ${personId}
          order by created_at desc offset ${maxPerPerson})`;
    });
  });
