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

test('while as many questions are on their way as may be, the next one collects', async () => {
  const questions: (readonly number[])[] = [];
  const answers: (() => void)[] = [];
  const gathering = new Gathering(
    async (keys: readonly number[]) => {
      questions.push(keys);
      await new Promise<void>((resolve) => answers.push(resolve));
      return keys;
    },
    { maxUnderWay: 1, maxAtOnce: 2 },
  );
  const asked = [1, 2, 3].map((key) => gathering.ask(key));
  await turn();
  asked.push(gathering.ask(4));
  await turn();
  expect(questions).toEqual([[1, 2]]);
  answers.shift()?.();
  await asked[1];
  await expect
    .poll(() => questions)
    .toEqual([
      [1, 2],
      [3, 4],
    ]);
  answers.shift()?.();
  expect(await Promise.all(asked)).toEqual([1, 2, 3, 4]);
});

test('where one may be to blame each is asked alone, and only it fails', async () => {
  const isEven = new Error('even');
  const gathering = new Gathering(
    async (keys: readonly number[]) => {
      if (keys.some((key) => key % 2 === 0)) throw isEven;
      return keys;
    },
    { isFaultOfOne: (error) => error === isEven },
  );
  const asked = await Promise.allSettled([1, 2, 3].map((key) => gathering.ask(key)));
  expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
