import { keepPreviousData } from '@tanstack/react-query';
import { trpc } from '#client/api/trpc.ts';
import { useStillFitting } from '#client/ui/use-still-fitting.ts';
import { useTypedPause } from '#client/ui/use-typed-pause.ts';

const freshMs = 10_000;

/** The tasks of a project that answer to what is typed, asked of the server: a board has not all of them. */
export function useTaskSearch(projectId: string, text: string, { enabled }: { enabled: boolean }) {
  const typed = text.trim();
  const q = useTypedPause(typed);
  const query = trpc.search.tasks.useQuery(
    { projectId, q },
    { enabled, placeholderData: keepPreviousData, staleTime: freshMs },
  );
  const isOld = query.isPlaceholderData || typed !== q;
  const results = query.data?.results ?? [];
  return {
    found: useStillFitting(results, ({ title }) => title, { typed, isOld }),
    isLooking: query.isFetching || isOld,
  };
}
