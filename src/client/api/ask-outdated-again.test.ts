import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { askOutdatedAgain } from './ask-outdated-again.ts';

/** A list that is asked for; its answers come as the test wants them. */
function openList() {
  const queryClient = new QueryClient();
  askOutdatedAgain(queryClient);
  const asked: PromiseWithResolvers<string>[] = [];
  const observer = new QueryObserver(queryClient, {
    queryKey: ['steps'],
    retry: false,
    queryFn: () => {
      const answer = Promise.withResolvers<string>();
      asked.push(answer);
      return answer.promise;
    },
  });
  observer.subscribe(() => undefined);
  return {
    queryClient,
    asked,
    shown: () => observer.getCurrentResult().data,
    failed: () => observer.getCurrentResult().isError,
  };
}

test('a first answer from before it was called out of date is asked for again', async () => {
  const { queryClient, asked, shown } = openList();
  expect(asked).toHaveLength(1);
  void queryClient.invalidateQueries({ queryKey: ['steps'] });
  void queryClient.invalidateQueries();
  asked[0]?.resolve('from before');
  await eventually(() => expect(asked).toHaveLength(2));
  asked[1]?.resolve('from after');
  await eventually(() => expect(shown()).toBe('from after'));
  expect(asked).toHaveLength(2);
  queryClient.clear();
});

test('one that nothing was said of is asked for once', async () => {
  const { queryClient, asked, shown } = openList();
  asked[0]?.resolve('first');
  await eventually(() => expect(shown()).toBe('first'));
  void queryClient.invalidateQueries();
  expect(asked).toHaveLength(2);
  asked[1]?.resolve('second');
  await eventually(() => expect(shown()).toBe('second'));
  expect(asked).toHaveLength(2);
  queryClient.clear();
});

test('one that failed at first is asked for as if it were the first time', async () => {
  const { queryClient, asked, shown, failed } = openList();
  void queryClient.invalidateQueries();
  asked[0]?.reject(new Error('not reached'));
  await eventually(() => expect(failed()).toBe(true));
  void queryClient.refetchQueries();
  expect(asked).toHaveLength(2);
  // What was said before it was asked anew does not count any more.
  asked[1]?.resolve('second');
  await eventually(() => expect(shown()).toBe('second'));
  expect(asked).toHaveLength(2);
  queryClient.clear();
});

test('one that is called out of date after it failed is asked for again too', async () => {
  const { queryClient, asked, shown, failed } = openList();
  asked[0]?.reject(new Error('not reached'));
  await eventually(() => expect(failed()).toBe(true));
  void queryClient.refetchQueries();
  void queryClient.invalidateQueries();
  asked[1]?.resolve('from before');
  await eventually(() => expect(asked).toHaveLength(3));
  asked[2]?.resolve('from after');
  await eventually(() => expect(shown()).toBe('from after'));
  queryClient.clear();
});
