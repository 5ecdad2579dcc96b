import type { Decider } from '../kernel/decider.ts';
import { accept, refuse } from '../kernel/result.ts';
import { type TaskViewEvent, TaskViewRemoved, TaskViewSaved } from './task-view.events.ts';

type Saved = Extract<TaskViewEvent, { type: 'TaskViewSaved' }>['data'];

export interface TaskViewState {
  /** Null before it is saved and after it was removed. */
  view: Saved | null;
  version: number;
}

export type TaskViewCommand = { type: 'SaveTaskView'; view: Saved } | { type: 'RemoveTaskView' };

export const taskViewDecider: Decider<TaskViewState, TaskViewCommand, TaskViewEvent> = {
  category: 'task_view',
  initial: { view: null, version: 0 },

  decide({ view, version }, command) {
    if (command.type === 'SaveTaskView') {
      return version > 0 ? refuse('conflict') : accept([TaskViewSaved.of(command.view)]);
    }
    if (!view) return refuse('request.not_found');
    const { viewId, projectId } = view;
    return accept([TaskViewRemoved.of({ viewId, projectId })]);
  },

  evolve: ({ version }, event) => ({
    view: event.type === 'TaskViewSaved' ? event.data : null,
    version: version + 1,
  }),
};
