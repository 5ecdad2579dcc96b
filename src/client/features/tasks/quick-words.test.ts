import { expect, test } from 'vitest';
import { quickTask } from './quick-words.ts';

const people = [
  { id: 'ana', name: 'Ana Silva' },
  { id: 'bob', name: 'Bob Martin' },
  { id: 'mar', name: 'Marta Diaz' },
];
// A Wednesday.
const now = new Date(2026, 10, 18, 12);
const read = (line: string) => quickTask(line, { people, now });

test('labels, a priority, people and a day are taken out of the title', () => {
  expect(read('Plant #garden the hedge !high @ana @bob friday')).toEqual({
    title: 'Plant the hedge',
    labels: ['garden'],
    priority: 'high',
    assignees: [people[0], people[1]],
    due: new Date(2026, 10, 20, 23, 59),
  });
  expect(read('Planter la haie !urgente demain')).toMatchObject({
    title: 'Planter la haie',
    priority: 'urgent',
    due: new Date(2026, 10, 19, 23, 59),
  });
});

test('the same weekday is the next one', () => {
  expect(read('Call wednesday').due).toEqual(new Date(2026, 10, 25, 23, 59));
});

test('what is not understood, or could mean two, stays in the title', () => {
  expect(read('Fix # and ! and @ma !now @zoe').title).toBe('Fix # and ! and @ma !now @zoe');
  expect(read('Today').title).toBe('Today');
  expect(read('Monday meeting').due).toBeNull();
});
