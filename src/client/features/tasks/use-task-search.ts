import { keepPreviousData } from '@tanstack/react-query';
import { trpc } from '#client/api/trpc.ts';
import { useTypedPause } from '#client/ui/use-typed-pause.ts';

const freshMs = 10_000;

/** The tasks of a project that answer to what is typed, asked of the server: a board has not all of them. */
export function useTaskSearch(projectId: string, typed: string, { enabled }: { enabled: boolean }) {
  const q = useTypedPause(typed.trim());
  const query = trpc.search.tasks.useQuery(
    { projectId, q },
    { enabled, placeholderData: keepPreviousData, staleTime: freshMs },
  );
  return {
    found: query.data?.results ?? [],
    isLooking: query.isFetching || typed.trim() !== q,
  };
}
