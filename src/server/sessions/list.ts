import { usableSessionsOf } from '#readmodels/sessions/sessions.query.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

export const list = signedInProcedure.query(async ({ ctx }) => {
  const { caller, services } = ctx;
  const sessions = await usableSessionsOf(services.platform.database, caller.personId);
  return sessions.map((session) => ({ ...session, current: session.id === caller.sessionId }));
});
