import { accept, type Result } from '#domain/kernel/result.ts';
import { type SessionCommand, sessionDecider } from '#domain/sessions/session.decider.ts';
import type { UnitOfWork } from '../log/transact.ts';

type EndReason = Extract<SessionCommand, { type: 'EndSession' }>['reason'];

/**
 * From its commit on every server refuses the session's cookie and tokens. The session's row is
 * locked first, here as at a refresh, so that the two at one moment come one after the other.
 */
export async function endSession(
  unit: UnitOfWork,
  sessionId: string,
  reason: EndReason,
): Promise<Result<null>> {
  const { tx } = unit;
  const [row] =
    await tx`delete from auth.session_tokens where session_id = ${sessionId} returning 1`;
  // Ended a moment ago, by another tab or server: nothing is left to do.
  if (!row) return accept(null);
  await tx`delete from auth.refresh_tokens where session_id = ${sessionId}`;
  await tx`delete from auth.socket_tickets where session_id = ${sessionId}`;
  await tx`delete from auth.push_subscriptions where session_id = ${sessionId}`;
  const ended = await unit.command(sessionDecider, sessionId, { type: 'EndSession', reason });
  return ended.ok ? accept(null) : ended;
}
