import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { allowancesOf } from '../live/allowance.ts';
import type { Services } from '../services.ts';

/** Of one person in one room: a burst, and then as fast as anybody writes who is read. */
const allowances = allowancesOf({ perSecond: 2, atOnce: 20 });

/** Whether a person may write one more message into a chat now. */
export function takeMessageAllowance(
  { platform, settings }: Pick<Services, 'platform' | 'settings'>,
  personId: string,
  meetingId: string,
): Result<null> {
  if (!settings.rateLimits) return accept(null);
  if (allowances(platform).take(`${personId} ${meetingId}`)) return accept(null);
  return refuse('request.too_many', { params: { seconds: 1 } });
}
