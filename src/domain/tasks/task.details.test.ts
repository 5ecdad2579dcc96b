import { expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { taskDecider } from './task.decider.ts';
import { maxDetails } from './task.details.ts';
import {
  ChecklistItemAdded,
  ChecklistItemChanged,
  ChecklistItemMoved,
  ChecklistItemRemoved,
  TaskCreated,
  TaskFileAttached,
  TaskFileDetached,
  TaskRelated,
  TaskUnrelated,
  TaskUpdated,
} from './task.events.ts';

const place = {
  taskId: '018f4a3e-7c1d-7000-8000-000000000003',
  projectId: '018f4a3e-7c1d-7000-8000-000000000004',
};
const itemId = '018f4a3e-7c1d-7000-8000-000000000005';
const otherId = '018f4a3e-7c1d-7000-8000-000000000006';
const thirdId = '018f4a3e-7c1d-7000-8000-000000000007';
const created = TaskCreated.of({
  ...place,
  title: 'Plant the hedge',
  description: '',
  status: 'todo',
  priority: 'none',
  assigneeIds: [],
  dueAt: null,
  labels: [],
  position: 1024,
});
const item = { itemId, text: 'Dig' };
const added = ChecklistItemAdded.of({ ...place, ...item });
const after = (...events: Parameters<typeof given>[1]) =>
  given(taskDecider, [created, ...events] as never);

test('a checklist grows, is ticked off and shrinks', () => {
  expect(after().when({ type: 'AddChecklistItem', ...item })).toEqual([added]);
  expect(after(added).when({ type: 'AddChecklistItem', ...item })).toBe('conflict');
  const tick = { type: 'ChangeChecklistItem', itemId, isDone: true } as const;
  const ticked = ChecklistItemChanged.of({ ...place, itemId, isDone: true });
  expect(after(added).when(tick)).toEqual([ticked]);
  expect(after(added, ticked).when(tick)).toEqual([]);
  expect(after().when(tick)).toBe('request.not_found');
  const removed = ChecklistItemRemoved.of({ ...place, itemId });
  const remove = { type: 'RemoveChecklistItem', itemId } as const;
  expect(after(added).when(remove)).toEqual([removed]);
  expect(after(added, removed).when(remove)).toEqual([]);
});

test('a step goes in front of another one, or to the end', () => {
  const step = (id: string, text: string) => ChecklistItemAdded.of({ ...place, itemId: id, text });
  const steps = [step(itemId, 'Dig'), step(otherId, 'Sow'), step(thirdId, 'Reap')];
  const move = (id: string, beforeId: string | null) =>
    ({ type: 'MoveChecklistItem', itemId: id, beforeId }) as const;
  const moved = (id: string, beforeId: string | null) =>
    ChecklistItemMoved.of({ ...place, itemId: id, beforeId });
  expect(after(...steps).when(move(thirdId, itemId))).toEqual([moved(thirdId, itemId)]);
  expect(after(...steps).when(move(itemId, null))).toEqual([moved(itemId, null)]);
  // Where it stands already.
  expect(after(...steps).when(move(itemId, otherId))).toEqual([]);
  expect(after(...steps).when(move(thirdId, null))).toEqual([]);
  const turned = [...steps, moved(thirdId, itemId)];
  expect(after(...turned).when(move(thirdId, itemId))).toEqual([]);
  expect(after(...turned).when(move(otherId, null))).toEqual([]);
  expect(after(...turned).when(move(otherId, thirdId))).toEqual([moved(otherId, thirdId)]);
  // What comes later stands at the end, whatever was moved before.
  const late = '018f4a3e-7c1d-7000-8000-000000000008';
  expect(after(...turned, step(late, 'Mow')).when(move(late, null))).toEqual([]);
  // In front of one that is gone, or of itself.
  const gone = ChecklistItemRemoved.of({ ...place, itemId: otherId });
  expect(after(...steps, gone).when(move(itemId, otherId))).toBe('conflict');
  expect(after(...steps).when(move(itemId, itemId))).toBe('conflict');
  expect(after(...steps, gone).when(move(otherId, null))).toBe('request.not_found');
});

test('a step is changed or removed upon what it said, not upon what somebody made of it since', () => {
  const reworded = ChecklistItemChanged.of({ ...place, itemId, text: 'Dig deep' });
  const when = (command: object, seenText: string) =>
    after(added, reworded).when({ itemId, seenText, ...command } as never);
  const change = (text: string) => ({ type: 'ChangeChecklistItem', text });
  expect(when(change('Dig twice'), 'Dig')).toBe('request.stale');
  expect(when(change('Dig deep'), 'Dig')).toEqual([]);
  expect(when(change('Dig twice'), 'Dig deep')).toHaveLength(1);
  expect(when({ type: 'ChangeChecklistItem', isDone: true }, 'Dig')).toHaveLength(1);
  expect(when({ type: 'RemoveChecklistItem' }, 'Dig')).toBe('request.stale');
  expect(when({ type: 'RemoveChecklistItem' }, 'Dig deep')).toHaveLength(1);
});

test('nothing of it makes a version of the task old', () => {
  expect(
    after(added).when({ type: 'ChangeTask', changes: { title: 'Plant two' }, version: 1 }),
  ).toEqual([TaskUpdated.of({ ...place, changes: { title: 'Plant two' } })]);
});

test('a file is attached once, and taken off', () => {
  const attached = TaskFileAttached.of({ ...place, fileId: otherId });
  expect(after().when({ type: 'AttachFile', fileId: otherId })).toEqual([attached]);
  expect(after(attached).when({ type: 'AttachFile', fileId: otherId })).toEqual([]);
  expect(after(attached).when({ type: 'DetachFile', fileId: otherId })).toEqual([
    TaskFileDetached.of({ ...place, fileId: otherId }),
  ]);
  expect(after().when({ type: 'DetachFile', fileId: otherId })).toEqual([]);
});

test('a task is related to others, has one parent, and is not its own', () => {
  const relate = { type: 'RelateTask', relation: 'parent', otherId } as const;
  const related = TaskRelated.of({ ...place, relation: 'parent', otherId });
  expect(after().when(relate)).toEqual([related]);
  expect(after(related).when(relate)).toEqual([]);
  expect(after(related).when({ ...relate, otherId: thirdId })).toEqual([
    TaskUnrelated.of({ ...place, relation: 'parent', otherId }),
    TaskRelated.of({ ...place, relation: 'parent', otherId: thirdId }),
  ]);
  expect(after(related).when({ ...relate, type: 'UnrelateTask' })).toEqual([
    TaskUnrelated.of({ ...place, relation: 'parent', otherId }),
  ]);
  expect(after().when({ ...relate, otherId: place.taskId })).toBe('request.invalid');
});

test('there is an end to it', () => {
  const many = Array.from({ length: maxDetails }, (_, index) =>
    TaskFileAttached.of({ ...place, fileId: `${otherId.slice(0, -3)}${100 + index}` }),
  );
  expect(after(...many).when({ type: 'AttachFile', fileId: thirdId })).toBe('conflict');
});
