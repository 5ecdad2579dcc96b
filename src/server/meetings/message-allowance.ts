import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Services } from '../services.ts';

const perSecond = 2;
const atOnce = 20;
const remembered = 20_000;

interface Left {
  messages: number;
  atMs: number;
}

/** Each server's own, whichever way the messages come in. */
const allowances = new WeakMap<Services['platform'], Map<string, Left>>();

/** Whether a person may write one more message into a chat now: a burst, refilled steadily. */
export function takeMessageAllowance(
  { platform, settings }: Pick<Services, 'platform' | 'settings'>,
  personId: string,
  meetingId: string,
): Result<null> {
  if (!settings.rateLimits) return accept(null);
  const everybodys = allowances.get(platform) ?? new Map<string, Left>();
  allowances.set(platform, everybodys);
  const key = `${personId} ${meetingId}`;
  const now = performance.now();
  const before = everybodys.get(key) ?? { messages: atOnce, atMs: now };
  const refilled = before.messages + ((now - before.atMs) / 1000) * perSecond;
  const messages = Math.min(atOnce, refilled);
  if (messages < 1) {
    return refuse('request.too_many', {
      params: { seconds: Math.ceil((1 - messages) / perSecond) },
    });
  }
  // Moved to the end: whoever wrote longest ago is forgotten first.
  everybodys.delete(key);
  everybodys.set(key, { messages: messages - 1, atMs: now });
  for (const oldest of everybodys.keys()) {
    if (everybodys.size <= remembered) break;
    everybodys.delete(oldest);
  }
  return accept(null);
}
