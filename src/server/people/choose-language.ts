import type { EventMetadata } from '#domain/kernel/event.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import type { Platform } from '#infra/platform.ts';
import { commitCommand } from '../commit.ts';

/** For REST and tRPC. */
export async function chooseLanguage(
  platform: Platform,
  metadata: EventMetadata,
  { personId, language }: { personId: string; language: Language },
): Promise<Result<null>> {
  const chosen = await commitCommand(platform, metadata, {
    decider: personDecider,
    id: personId,
    command: { type: 'ChooseLanguage', language },
  });
  return chosen.ok ? accept(null) : chosen;
}
