import { v7 as uuidv7 } from 'uuid';
import type { Platform } from '#infra/platform.ts';
import { startSession } from '#server/auth/sessions.ts';
import { commit } from '#server/commit.ts';

/** A session of an API client, of nobody in particular; its id. */
export async function startTestSession(platform: Platform): Promise<string> {
  const visit = {
    client: 'api',
    ip: '127.0.0.1',
    userAgent: 'curl',
    language: 'en',
    requestId: uuidv7(),
  } as const;
  const started = await commit(platform, { actorId: null }, (unit) =>
    startSession(unit, uuidv7(), visit),
  );
  if (!started.ok) throw new Error(started.refusal.code);
  return started.value.sessionId;
}
