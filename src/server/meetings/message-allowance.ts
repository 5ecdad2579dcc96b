import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { Allowances } from '../live/allowance.ts';
import type { Services } from '../services.ts';

/** Of one person in one room: a burst, and then as fast as anybody writes who is read. */
const rate = { perSecond: 2, atOnce: 20 };

/** Each server's own, whichever way the messages come in. */
const allowances = new WeakMap<Services['platform'], Allowances>();

/** Whether a person may write one more message into a chat now. */
export function takeMessageAllowance(
  { platform, settings }: Pick<Services, 'platform' | 'settings'>,
  personId: string,
  meetingId: string,
): Result<null> {
  if (!settings.rateLimits) return accept(null);
  const everybodys = allowances.get(platform) ?? new Allowances(rate);
  allowances.set(platform, everybodys);
  if (everybodys.take(`${personId} ${meetingId}`)) return accept(null);
  return refuse('request.too_many', { params: { seconds: 1 } });
}
