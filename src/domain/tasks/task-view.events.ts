import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../kernel/event.ts';
import { id, text } from '../kernel/fields.ts';

export const viewName = text(1, 80);
/** Filters as the page's address carries them. */
export const viewQuery = text(0, 1_000);

const inProject = ({ projectId }: { projectId: string }): Topic[] => [`project:${projectId}`];

/** Filters that a project keeps under a name, for all of its people. */
export const TaskViewSaved = defineEvent({
  type: 'TaskViewSaved',
  version: 1,
  schema: z.object({ viewId: id, projectId: id, name: viewName, query: viewQuery, savedBy: id }),
  topics: inProject,
});

export const TaskViewRemoved = defineEvent({
  type: 'TaskViewRemoved',
  version: 1,
  schema: z.object({ viewId: id, projectId: id }),
  topics: inProject,
});

export const taskViewEvents = [TaskViewSaved, TaskViewRemoved] as const;
export type TaskViewEvent = EventOf<(typeof taskViewEvents)[number]>;
