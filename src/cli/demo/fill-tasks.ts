import { commentTask } from '#server/tasks/comment-commands.ts';
import { changeDetails } from '#server/tasks/detail-commands.ts';
import { changeTask, createTask } from '#server/tasks/commands.ts';
import { v7 as uuidv7 } from 'uuid';
import type { Services } from '#server/services.ts';
import { callerFor, done, personIdOf } from './cast.ts';
import { type DemoTask, tasks } from './tasks.ts';

/** Makes the tasks that are not there yet, the way people's clicks do; how many. */
export async function fillTasks(
  services: Services,
  projectIdOf: (key: string) => string,
): Promise<number> {
  const { sql } = services.platform.database;
  let made = 0;
  for (const task of tasks) {
    const projectId = projectIdOf(task.project);
    const [known] = await sql`
      select from tasks where project_id = ${projectId} and title = ${task.title}`;
    if (known) continue;
    await makeTask(services, task, projectId);
    made += 1;
  }
  return made;
}

async function makeTask({ platform }: Services, task: DemoTask, projectId: string): Promise<void> {
  const { by, title, description = '', priority = 'none', status, dueInDays } = task;
  const caller = callerFor(by);
  const metadata = { actorId: caller.personId };
  const dueAt = dueInDays === undefined ? null : eveningIn(dueInDays);
  const labels = [...(task.labels ?? [])];
  const input = { title, description, priority, labels, dueAt };
  const { id: taskId } = done(await createTask(platform, caller, metadata, projectId, input));
  const change = async (changes: Parameters<typeof changeTask>[3]['changes']) =>
    done(await changeTask(platform, caller, metadata, { taskId, changes, version: null }));
  if (task.assignees.length > 0) await change({ assigneeIds: task.assignees.map(personIdOf) });
  for (const [author, text] of task.comments ?? []) {
    const actorId = personIdOf(author);
    done(await commentTask(platform, callerFor(author), { actorId }, { taskId, text }));
  }
  const detail = async (one: Parameters<typeof changeDetails>[3]['change']) =>
    done(await changeDetails(platform, caller, metadata, { taskId, change: one }));
  for (const step of task.steps ?? []) {
    const itemId = uuidv7();
    const isDone = step.startsWith(tick);
    const text = isDone ? step.slice(tick.length) : step;
    await detail({ type: 'AddChecklistItem', itemId, text });
    if (isDone) await detail({ type: 'ChangeChecklistItem', itemId, isDone });
  }
  for (const [relation, other] of task.related ?? []) {
    const [found] = await platform.database.sql<{ id: string }[]>`
      select id from tasks where project_id = ${projectId} and title = ${other}`;
    if (found) await detail({ type: 'RelateTask', relation, otherId: found.id });
  }
  if (status !== 'todo') await change({ status });
}

const tick = '✓ ';

/** Five in the afternoon, so many days from today. */
function eveningIn(days: number): string {
  const date = new Date();
  date.setUTCDate(date.getUTCDate() + days);
  date.setUTCHours(17, 0, 0, 0);
  return date.toISOString();
}
