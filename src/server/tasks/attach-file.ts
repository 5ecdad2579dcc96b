import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import type { Platform } from '#infra/platform.ts';
import { lockFile } from '#infra/storage/delete-file.ts';
import { livingFile } from '#readmodels/files/living-file.query.ts';
import { commit } from '../commit.ts';

/**
 * A task takes files of its own project: who sees it may see them. The file is held meanwhile, as a message
 * that is deleted takes its file into the trash unless the file is at a task by then.
 */
export function attachFile(
  platform: Platform,
  metadata: EventMetadata,
  { taskId, projectId, fileId }: { taskId: string; projectId: string; fileId: string },
): Promise<Result<null>> {
  return commit(platform, metadata, async ({ tx, command }) => {
    await lockFile(tx, fileId);
    const file = await livingFile({ sql: tx, keys: platform.eventLog.keys }, fileId);
    if (file?.projectId !== projectId) return refuse('request.not_found');
    const attached = await command(taskDecider, taskId, { type: 'AttachFile', fileId });
    return attached.ok ? accept(null) : attached;
  });
}
