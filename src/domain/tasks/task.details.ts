/** What belongs to a task beside its fields: steps to tick off, files, other tasks. */
import { isSame } from '../kernel/is-same.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import { movedBefore } from './moved-before.ts';
import {
  ChecklistItemAdded,
  ChecklistItemChanged,
  ChecklistItemMoved,
  ChecklistItemRemoved,
  type TaskDetailEvent,
  taskDetailEvents,
  TaskFileAttached,
  TaskFileDetached,
  TaskRelated,
  type TaskRelation,
  TaskUnrelated,
} from './task.events.ts';

export interface ChecklistItem {
  itemId: string;
  text: string;
  isDone: boolean;
}

export interface TaskDetails {
  /** In the order in which they are shown. */
  checklist: readonly ChecklistItem[];
  fileIds: readonly string[];
  relations: readonly { relation: TaskRelation; otherId: string }[];
}

export const noDetails: TaskDetails = { checklist: [], fileIds: [], relations: [] };

/** Of each a task may have so many. */
export const maxDetails = 200;

export type TaskDetailCommand =
  | { type: 'AddChecklistItem'; itemId: string; text: string }
  /** `seenText`: what it said when this was decided upon; another text refuses it. */
  | {
      type: 'ChangeChecklistItem';
      itemId: string;
      text?: string;
      isDone?: boolean;
      seenText?: string;
    }
  /** In front of another step, null: to the end. */
  | { type: 'MoveChecklistItem'; itemId: string; beforeId: string | null }
  | { type: 'RemoveChecklistItem'; itemId: string; seenText?: string }
  | { type: 'AttachFile' | 'DetachFile'; fileId: string }
  | { type: 'RelateTask' | 'UnrelateTask'; relation: TaskRelation; otherId: string };

interface Place {
  taskId: string;
  projectId: string;
}

/** What is already so makes no event. */
export function decideDetail(
  details: TaskDetails,
  place: Place,
  command: TaskDetailCommand,
): Result<TaskDetailEvent[]> {
  const item = 'itemId' in command && details.checklist.find(has('itemId', command.itemId));
  switch (command.type) {
    case 'AddChecklistItem': {
      if (item) return refuse('conflict');
      const { itemId, text } = command;
      return within(details.checklist, ChecklistItemAdded.of({ ...place, itemId, text }));
    }
    case 'ChangeChecklistItem': {
      if (!item) return refuse('request.not_found');
      const { itemId, text = item.text, isDone = item.isDone } = command;
      if (text !== item.text && isOther(item, command)) return refuse('request.stale');
      const changes = {
        ...(text === item.text ? {} : { text }),
        ...(isDone === item.isDone ? {} : { isDone }),
      };
      if (Object.keys(changes).length === 0) return accept([]);
      return accept([ChecklistItemChanged.of({ ...place, itemId, ...changes })]);
    }
    case 'MoveChecklistItem': {
      const { itemId, beforeId } = command;
      if (!item) return refuse('request.not_found');
      const others = details.checklist.filter((one) => one !== item);
      // Somebody removed that one meanwhile: whoever moves this one looks again.
      if (beforeId !== null && !others.some(has('itemId', beforeId))) return refuse('conflict');
      const isThere = isSame(reordered(details.checklist, command), details.checklist);
      return accept(isThere ? [] : [ChecklistItemMoved.of({ ...place, itemId, beforeId })]);
    }
    case 'RemoveChecklistItem': {
      const { itemId } = command;
      if (item && isOther(item, command)) return refuse('request.stale');
      return accept(item ? [ChecklistItemRemoved.of({ ...place, itemId })] : []);
    }
    case 'AttachFile': {
      const { fileId } = command;
      if (details.fileIds.includes(fileId)) return accept([]);
      return within(details.fileIds, TaskFileAttached.of({ ...place, fileId }));
    }
    case 'DetachFile': {
      const { fileId } = command;
      const isThere = details.fileIds.includes(fileId);
      return accept(isThere ? [TaskFileDetached.of({ ...place, fileId })] : []);
    }
    case 'RelateTask': {
      const { relation, otherId } = command;
      if (otherId === place.taskId) return refuse('request.invalid', { errors: [itself] });
      if (details.relations.some(isSameRelation(command))) return accept([]);
      const events: TaskDetailEvent[] = [];
      // A task is a part of one other at the most.
      const parent = relation === 'parent' && details.relations.find(has('relation', 'parent'));
      if (parent) events.push(TaskUnrelated.of({ ...place, ...parent }));
      const related = within(details.relations, TaskRelated.of({ ...place, relation, otherId }));
      return related.ok ? accept([...events, ...related.value]) : related;
    }
    case 'UnrelateTask': {
      const { relation, otherId } = command;
      const isThere = details.relations.some(isSameRelation(command));
      return accept(isThere ? [TaskUnrelated.of({ ...place, relation, otherId })] : []);
    }
  }
}

function isOther({ text }: { text: string }, { seenText = text }: { seenText?: string }): boolean {
  return seenText !== text;
}

const itself = { field: 'other_id', code: 'itself' };

function within(present: readonly unknown[], event: TaskDetailEvent): Result<TaskDetailEvent[]> {
  return present.length < maxDetails ? accept([event]) : refuse('conflict');
}

export function isDetail(event: { type: string }): event is TaskDetailEvent {
  return taskDetailEvents.some(({ type }) => type === event.type);
}

export function evolveDetails(details: TaskDetails, event: TaskDetailEvent): TaskDetails {
  switch (event.type) {
    case 'ChecklistItemAdded': {
      const { itemId, text } = event.data;
      return { ...details, checklist: [...details.checklist, { itemId, text, isDone: false }] };
    }
    case 'ChecklistItemChanged': {
      const { itemId, text, isDone } = event.data;
      const checklist = details.checklist.map((item) =>
        item.itemId === itemId
          ? { itemId, text: text ?? item.text, isDone: isDone ?? item.isDone }
          : item,
      );
      return { ...details, checklist };
    }
    case 'ChecklistItemMoved':
      return { ...details, checklist: reordered(details.checklist, event.data) };
    case 'ChecklistItemRemoved': {
      const { itemId } = event.data;
      return { ...details, checklist: details.checklist.filter((one) => one.itemId !== itemId) };
    }
    case 'TaskFileAttached':
      return { ...details, fileIds: [...details.fileIds, event.data.fileId] };
    case 'TaskFileDetached': {
      const { fileId } = event.data;
      return { ...details, fileIds: details.fileIds.filter((one) => one !== fileId) };
    }
    case 'TaskRelated': {
      const { relation, otherId } = event.data;
      return { ...details, relations: [...details.relations, { relation, otherId }] };
    }
    case 'TaskUnrelated': {
      const isGone = isSameRelation(event.data);
      return { ...details, relations: details.relations.filter((one) => !isGone(one)) };
    }
  }
}

function reordered(
  checklist: readonly ChecklistItem[],
  { itemId, beforeId }: { itemId: string; beforeId: string | null },
): readonly ChecklistItem[] {
  const item = checklist.find(has('itemId', itemId));
  const before = checklist.find((one) => one.itemId === beforeId);
  return item ? movedBefore(checklist, item, before) : checklist;
}

function has<Field extends string, Value>(field: Field, value: Value) {
  return (one: Record<Field, Value>) => one[field] === value;
}

function isSameRelation(one: { relation: TaskRelation; otherId: string }) {
  return (other: typeof one) => other.relation === one.relation && other.otherId === one.otherId;
}
