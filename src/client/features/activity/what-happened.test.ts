import { expect, test } from 'vitest';
import { whatHappened } from './what-happened.ts';

const actor = { id: 'ada', name: 'Ada', avatar_url: null };

test('a moved task is named, leads to its panel and says where it is now', () => {
  const data = { id: 't', project_id: 'p', title: 'Plant', status: 'in_review', actor };
  expect(whatHappened({ type: 'task.moved', data })).toMatchObject({
    sentence: 'said.taskMoved',
    actor,
    what: 'Plant',
    href: '/projects/p/tasks/t',
    status: 'in_review',
  });
});

test('what is gone leads nowhere, and what has no words has no sentence', () => {
  const data = { id: 't', project_id: 'p', title: 'Plant', actor };
  expect(whatHappened({ type: 'task.deleted', data }).href).toBeNull();
  expect(whatHappened({ type: 'task.sung', data }).sentence).toBeNull();
});

test('a member is named by the person, a comment is quoted', () => {
  const member = { project_id: 'p', user: { name: 'Bob' }, actor };
  const { what, sentence } = whatHappened({ type: 'member.added', data: member });
  expect([what, sentence]).toEqual(['Bob', 'said.memberAdded']);
  const bob = { id: 'b', name: 'Bob', avatar_url: null };
  const joined = { project_id: 'p', user: bob, actor: bob };
  expect(whatHappened({ type: 'member.added', data: joined }).sentence).toBe('said.memberJoined');
  const comment = { id: 't', title: 'Plant', comment: { text: 'Where?' }, actor };
  expect(whatHappened({ type: 'task.commented', data: comment }).quote).toBe('Where?');
});
