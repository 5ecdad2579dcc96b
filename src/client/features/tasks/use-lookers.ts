import { useCallback, useEffect, useRef, useState } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { Person } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import type { ChannelFrame } from '#client/live/channel-store.ts';
import { useProjectFrames } from '#client/live/use-project-notifications.ts';

interface Looking {
  task_id: string;
  user: Person;
  /** `first` asks the others to say that they are there too. */
  how: 'first' | 'still' | 'gone';
}

/** Who says nothing for longer is gone: their page was closed without a word. */
const believedMs = 25_000;
const sayAgainMs = 10_000;
const nobody: readonly Person[] = [];

interface Seen {
  taskId: string;
  user: Person;
  untilMs: number;
}

/** Who else has which task of a project open. */
export function useLookers(projectId: string): (taskId: string) => readonly Person[] {
  const me = usePerson();
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  useProjectFrames(
    projectId,
    useCallback(
      ({ type, data }: ChannelFrame) => {
        if (type !== 'task.looking') return;
        const { task_id: taskId, user, how } = data as Looking;
        if (user.id === me.id) return;
        setSeen((before) => {
          const now = Date.now();
          const others = before.filter(
            (one) => one.untilMs > now && (one.user.id !== user.id || one.taskId !== taskId),
          );
          return how === 'gone' ? others : [...others, { taskId, user, untilMs: now + believedMs }];
        });
      },
      [me.id],
    ),
  );
  useEffect(() => {
    if (seen.length === 0) return undefined;
    const next = Math.min(...seen.map(({ untilMs }) => untilMs));
    const timer = setTimeout(
      () => setSeen((before) => before.filter(({ untilMs }) => untilMs > Date.now())),
      Math.max(next - Date.now(), 0) + 50,
    );
    return () => clearTimeout(timer);
  }, [seen]);
  return useCallback(
    (taskId) => {
      const those = seen.filter((one) => one.taskId === taskId);
      return those.length === 0 ? nobody : those.map(({ user }) => user);
    },
    [seen],
  );
}

/** Says that one has a task open, for as long as one has. */
export function useLooking(projectId: string, taskId: string): void {
  const me = usePerson();
  const { mutate } = trpc.tasks.look.useMutation();
  const said = useRef(mutate);
  useEffect(() => {
    said.current = mutate;
  });
  useEffect(() => {
    said.current({ taskId, how: 'first' });
    const timer = setInterval(() => said.current({ taskId, how: 'still' }), sayAgainMs);
    return () => {
      clearInterval(timer);
      said.current({ taskId, how: 'gone' });
    };
  }, [taskId]);
  useProjectFrames(
    projectId,
    useCallback(
      ({ type, data }: ChannelFrame) => {
        if (type !== 'task.looking') return;
        const { task_id, user, how } = data as Looking;
        const isNew = how === 'first' && task_id === taskId && user.id !== me.id;
        if (isNew) said.current({ taskId, how: 'still' });
      },
      [taskId, me.id],
    ),
  );
}
