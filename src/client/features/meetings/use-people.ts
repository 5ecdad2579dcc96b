import { useCallback, useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';

export interface Someone {
  id: string;
  name: string;
  avatar_url: string | null;
}

/** Everybody one may see, and a way from an id to the person. */
export function usePeople(): {
  people: readonly Someone[];
  named: (ids: readonly string[]) => Someone[];
} {
  const { data } = trpc.people.list.useQuery({ limit: 200 }, { staleTime: 5 * 60_000 });
  const people = useMemo<readonly Someone[]>(() => data?.results ?? [], [data]);
  const byId = useMemo(() => new Map(people.map((person) => [person.id, person])), [people]);
  const named = useCallback(
    (ids: readonly string[]) =>
      ids.map((id) => byId.get(id)).filter((person) => person !== undefined),
    [byId],
  );
  return { people, named };
}
