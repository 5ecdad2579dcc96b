import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import type { Platform } from '#infra/platform.ts';
import { commitCommand } from '../commit.ts';

/** For REST and tRPC. */
export async function shareTyping(
  platform: Platform,
  metadata: EventMetadata,
  { personId, shared }: { personId: string; shared: boolean },
): Promise<Result<null>> {
  const changed = await commitCommand(platform, metadata, {
    decider: personDecider,
    id: personId,
    command: { type: 'ShareTyping', shared },
  });
  return changed.ok ? accept(null) : changed;
}
