import type { Decider } from '../kernel/decider.ts';
import { isSame } from '../kernel/is-same.ts';
import { accept, refuse } from '../kernel/result.ts';
import {
  decideComment,
  evolveComments,
  isComment,
  type TaskComment,
  type TaskCommentCommand,
} from './task.comments.ts';
import { conflictsOf } from './task.conflicts.ts';
import {
  decideDetail,
  evolveDetails,
  isDetail,
  noDetails,
  type TaskDetailCommand,
  type TaskDetails,
} from './task.details.ts';
import {
  TaskAssigned,
  type TaskCommentEvent,
  TaskCompleted,
  TaskCreated,
  TaskDeleted,
  type TaskDetailEvent,
  type TaskEvent,
  TaskMoved,
  TaskRestored,
  TaskUpdated,
} from './task.events.ts';

type Created = Extract<TaskEvent, { type: 'TaskCreated' }>['data'];
type Updates = Extract<TaskEvent, { type: 'TaskUpdated' }>['data']['changes'];
export type NewTask = Omit<Created, 'taskId' | 'projectId'>;
export type TaskChanges = Partial<NewTask>;

export interface TaskState {
  /** Null before it is made and after it was deleted. */
  task: Created | null;
  /** As it was when it was deleted; null while it is not. */
  deleted: Created | null;
  details: TaskDetails;
  comments: readonly TaskComment[];
  /** Of the stream. */
  version: number;
  /** That of the last event that changed the task itself; what is said of it does not. */
  changedVersion: number;
}

export type TaskCommand =
  | { type: 'CreateTask'; task: Created }
  /**
   * `version`: the one that the changes were made from; a later one refuses them. `seen`: what was
   * there of the fields when they were changed; only who changed the same refuses them.
   */
  | { type: 'ChangeTask'; changes: TaskChanges; version: number | null; seen?: TaskChanges }
  /** Off this task, whoever else is on it. */
  | { type: 'UnassignPerson'; personId: string }
  | { type: 'DeleteTask' }
  /** `memberIds`: who is in the project by now; whoever left meanwhile comes back to no task. */
  | { type: 'RestoreTask'; memberIds: readonly string[] }
  | TaskCommentCommand
  | TaskDetailCommand;

export const taskDecider: Decider<TaskState, TaskCommand, TaskEvent> = {
  category: 'task',
  initial: {
    task: null,
    deleted: null,
    details: noDetails,
    comments: [],
    version: 0,
    changedVersion: 0,
  },

  decide(state, command) {
    if (command.type === 'CreateTask') {
      return state.version > 0 ? refuse('conflict') : accept([TaskCreated.of(command.task)]);
    }
    if (command.type === 'RestoreTask' && state.deleted) {
      const { taskId, projectId } = state.deleted;
      const { assigneeIds } = state.deleted;
      const staying = assigneeIds.filter((personId) => command.memberIds.includes(personId));
      return accept([
        TaskRestored.of({ taskId, projectId }),
        ...eventsOf(state.deleted, { assigneeIds: staying }),
      ]);
    }
    if (!state.task) return refuse('request.not_found');
    const { taskId, projectId } = state.task;
    const place = { taskId, projectId };
    switch (command.type) {
      case 'ChangeTask': {
        const { version, changes, seen = {} } = command;
        if (version !== null && version !== state.changedVersion) return refuse('request.stale');
        if (conflictsOf<NewTask>(state.task, seen, changes).length > 0)
          return refuse('request.stale');
        return accept(eventsOf(state.task, changes));
      }
      case 'UnassignPerson': {
        const { assigneeIds } = state.task;
        const staying = assigneeIds.filter((personId) => personId !== command.personId);
        return accept(eventsOf(state.task, { assigneeIds: staying }));
      }
      case 'DeleteTask':
        return accept([TaskDeleted.of(place)]);
      case 'CommentTask':
      case 'EditComment':
      case 'DeleteComment':
        return decideComment(state.comments, place, command);
      case 'RestoreTask':
        return accept([]);
      default:
        return decideDetail(state.details, place, command);
    }
  },

  evolve(state, event) {
    const version = state.version + 1;
    if (isComment(event)) {
      return { ...state, version, comments: evolveComments(state.comments, event) };
    }
    if (isDetail(event)) return { ...state, version, details: evolveDetails(state.details, event) };
    const now = { ...state, version, changedVersion: version };
    if (event.type === 'TaskDeleted') return { ...now, task: null, deleted: state.task };
    if (event.type === 'TaskRestored') return { ...now, task: state.deleted, deleted: null };
    return { ...now, task: evolved(state.task, event) };
  },
};

type Unevolved = 'TaskDeleted' | 'TaskRestored';

function evolved(
  task: Created | null,
  event: Exclude<TaskEvent, TaskDetailEvent | TaskCommentEvent | { type: Unevolved }>,
): Created | null {
  if (event.type === 'TaskCreated') return event.data;
  if (!task) return null;
  switch (event.type) {
    case 'TaskUpdated':
      return { ...task, ...event.data.changes };
    case 'TaskMoved':
      return { ...task, status: event.data.status, position: event.data.position };
    case 'TaskCompleted':
      return { ...task, status: 'done', position: event.data.position };
    case 'TaskAssigned':
      return { ...task, assigneeIds: event.data.assigneeIds };
  }
}

/** One event for each kind of change; what is already so makes none. */
function eventsOf(task: Created, changes: TaskChanges): TaskEvent[] {
  const { taskId, projectId } = task;
  const place = { taskId, projectId };
  const events: TaskEvent[] = [];
  const updates = updatesOf(task, changes);
  if (Object.keys(updates).length > 0) events.push(TaskUpdated.of({ ...place, changes: updates }));
  const { assigneeIds = task.assigneeIds } = changes;
  if (!isSame(assigneeIds.toSorted(), task.assigneeIds.toSorted())) {
    events.push(TaskAssigned.of({ ...place, assigneeIds }));
  }
  const { status = task.status, position = task.position } = changes;
  if (status === 'done' && task.status !== 'done') {
    events.push(TaskCompleted.of({ ...place, position }));
  } else if (status !== task.status || position !== task.position) {
    events.push(TaskMoved.of({ ...place, status, position }));
  }
  return events;
}

function updatesOf(task: Created, changes: TaskChanges): Updates {
  const { title, description, priority, dueAt, labels } = changes;
  const wanted = { title, description, priority, dueAt, labels };
  const present: Record<string, unknown> = task;
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => value !== undefined && !isSame(value, present[field]),
    ),
  );
}
