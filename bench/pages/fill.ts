/** A project of many tasks and a chat of many messages, as their events; shown when this resolves. */
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { MessagePosted } from '#domain/meetings/message.events.ts';
import { TaskCreated } from '#domain/tasks/task.events.ts';
import { beginStreams, type NewStream } from '#infra/log/append.ts';
import { openPlatform, type Platform } from '#infra/platform.ts';
import { projections } from '#readmodels/registry.ts';
import type { BenchDatabase } from '../support/database.ts';

const statuses = ['todo', 'in_progress', 'in_review', 'done'] as const;
const priorities = ['none', 'low', 'medium', 'high', 'urgent'] as const;
const words = 'water the young willows below the weir before the frost comes back'.split(' ');
const atOnce = 500;

function sentence(number: number): string {
  const length = 4 + (number % 9);
  return `${Array.from({ length }, (_, index) => words[(number + index * 5) % words.length]).join(' ')} ${number}`;
}

export async function fillPages(
  { url, role, log }: BenchDatabase,
  place: {
    projectId: string;
    meetingId: string;
    personId: string;
    tasks: number;
    messages: number;
  },
): Promise<void> {
  const { projectId, meetingId, personId } = place;
  await using platform = await openPlatform({
    url,
    role,
    log,
    applicationName: 'bench fill',
    projections,
    notify: true,
    pollIntervalMs: 500,
    maxConnections: 4,
  });
  const metadata = { actorId: personId };
  const tasks = Array.from({ length: place.tasks }, (_, index): NewStream => {
    const taskId = uuidv7();
    const task = TaskCreated.of({
      taskId,
      projectId,
      title: sentence(index),
      description: '',
      status: statuses[index % 4] ?? 'todo',
      priority: priorities[index % 5] ?? 'none',
      assigneeIds: index % 3 === 0 ? [personId] : [],
      dueAt: index % 4 === 0 ? '2027-01-01T17:00:00.000Z' : null,
      labels: [`label ${index % 12}`],
      position: index,
    });
    return { stream: `task-${taskId}`, metadata, events: [task] };
  });
  const messages = Array.from({ length: place.messages }, (_, index): NewStream => {
    const messageId = uuidv7();
    const text = sentence(index);
    const message = { messageId, meetingId, authorId: personId, text, clientId: null };
    return { stream: `message-${messageId}`, metadata, events: [MessagePosted.of(message)] };
  });
  await appendAll(platform, [...tasks, ...messages]);
}

async function appendAll({ eventLog, database }: Platform, streams: NewStream[]): Promise<void> {
  for (let at = 0; at < streams.length; at += atOnce) {
    await beginStreams(eventLog.sql, eventLog.keys, streams.slice(at, at + atOnce));
    eventLog.appended();
  }
  for (;;) {
    const [row] = await database.sql<{ done: boolean }[]>`
      select not exists (select from log.outbox)
         and (select min(position) from projection_checkpoints)
           = (select max(position) from log.positions) as done`;
    if (row?.done) return;
    await pause(100);
  }
}
