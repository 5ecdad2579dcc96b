import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { refuse } from '#domain/kernel/result.ts';
import { endSession } from '#infra/sessions/end-session.ts';
import { clearSessionCookie } from '../auth/session-cookie.ts';
import { commit } from '../commit.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';

/** One's own sessions; administrators end anybody's. */
export const end = signedInProcedure
  .input(z.object({ sessionId: givenId }))
  .mutation(async ({ ctx, input: { sessionId } }) => {
    const { caller, services, http } = ctx;
    const ended = await commit(services.platform, metadataOf(ctx), async (unit) => {
      const [session] = await unit.tx<{ person_id: string }[]>`
        select person_id from auth.session_tokens where session_id = ${sessionId}`;
      const mayEnd = session && (session.person_id === caller.personId || caller.role === 'admin');
      return mayEnd ? endSession(unit, sessionId, 'revoked') : refuse('request.not_found');
    });
    accepted(ended);
    if (http && sessionId === caller.sessionId) clearSessionCookie(services.settings, http);
  });
