/**
 * That somebody has a task open, told to who follows its project, on every server, and kept nowhere:
 * who looks says so now and then, and who comes anew is answered by those who are there.
 */
import { accept, type Result } from '#domain/kernel/result.ts';
import type { Platform } from '#infra/platform.ts';
import type { Caller } from '../auth/caller.ts';
import { allowancesOf } from '../live/allowance.ts';
import type { Whispered } from '../live/relay-whispers.ts';
import { visibleTask } from './access.ts';

export const howOneLooks = ['first', 'still', 'gone'] as const;
type How = (typeof howOneLooks)[number];

/** Of one person: enough for leafing through tasks, and for answering who comes. */
const allowances = allowancesOf({ perSecond: 2, atOnce: 20 });

const form = /^looking ([0-9a-f-]{36}) ([0-9a-f-]{36}) ([0-9a-f-]{36}) (first|still|gone)$/;

export async function announceLooking(
  platform: Platform,
  caller: Pick<Caller, 'personId' | 'role'>,
  { taskId, how }: { taskId: string; how: How },
): Promise<Result<null>> {
  if (!allowances(platform).take(caller.personId)) return accept(null);
  const access = await visibleTask(platform, caller as Caller, taskId);
  if (!access.ok) return access;
  const { id: projectId } = access.value.project;
  platform.whispers.say(`looking ${projectId} ${taskId} ${caller.personId} ${how}`);
  return accept(null);
}

/** What those words mean to who follows the project. */
export function lookingIn(words: string): Whispered | null {
  const [, projectId, taskId, personId, how] = form.exec(words) ?? [];
  if (!projectId || !personId) return null;
  const data = { task_id: taskId, how };
  return { topic: `project:${projectId}`, type: 'task.looking', personId, data };
}
