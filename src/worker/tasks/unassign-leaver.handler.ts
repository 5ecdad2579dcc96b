import { taskDecider } from '#domain/tasks/task.decider.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import type { Platform } from '#infra/platform.ts';
import { membersAmong } from '#readmodels/projects/member.query.ts';
import { taskIdsAssignedTo } from '#readmodels/tasks/tasks.query.ts';
import { type UnassignLeaverData, unassignLeaverJob } from './unassign-leaver.job.ts';

/**
 * Task by task, by the tasks' own rules: what somebody else changed meanwhile stays, and a second run
 * finds nothing to do. Who is back in the project by now keeps what they have.
 */
export function unassignLeaverHandler(needed: {
  platform: Pick<Platform, 'database' | 'eventLog'>;
}): JobHandler<UnassignLeaverData> {
  const { database, eventLog } = needed.platform;
  return {
    definition: unassignLeaverJob,
    run: async ({ projectId, personId }, signal) => {
      const members = await membersAmong(database, projectId, [personId]);
      if (members.has(personId)) return;
      for (const id of await taskIdsAssignedTo(database, projectId, personId)) {
        signal.throwIfAborted();
        const command = { type: 'UnassignPerson', personId } as const;
        const metadata = { actorId: null };
        const done = await executeCommand(eventLog, metadata, {
          decider: taskDecider,
          id,
          command,
        });
        // It may have been deleted since.
        if (!done.ok && done.refusal.code !== 'request.not_found') {
          throw new Error(`task ${id}: ${done.refusal.code}`);
        }
      }
    },
  };
}
