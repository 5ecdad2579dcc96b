import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Gathering } from './gathering.ts';

test('what is asked for in one turn is asked at once, and each gets its own answer', async () => {
  const questions: (readonly number[])[] = [];
  const doubles = new Gathering(async (numbers: readonly number[]) => {
    questions.push(numbers);
    return numbers.map((number) => 2 * number);
  });
  expect(await Promise.all([1, 2, 2].map((number) => doubles.ask(number)))).toEqual([2, 4, 4]);
  expect(questions).toEqual([[1, 2, 2]]);
});

test('who asks while a question is on its way is not answered by it', async () => {
  const { promise: firstAnswered, resolve: answerFirst } = Promise.withResolvers<void>();
  let present = 'before';
  let isFirst = true;
  const gathering = new Gathering(async (keys: readonly string[]) => {
    const answer = present;
    if (isFirst) {
      isFirst = false;
      await firstAnswered;
    }
    return keys.map(() => answer);
  });
  const first = gathering.ask('key');
  await turn();
  present = 'after';
  const second = gathering.ask('key');
  expect(await second).toBe('after');
  answerFirst();
  expect(await first).toBe('before');
});

test('a question that fails fails for all who asked it, and for nobody else', async () => {
  let fails = true;
  const gathering = new Gathering(async (keys: readonly string[]) => {
    if (fails) throw new Error('no database');
    return keys;
  });
  const asked = await Promise.allSettled([gathering.ask('one'), gathering.ask('two')]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await gathering.ask('three')).toBe('three');
});
