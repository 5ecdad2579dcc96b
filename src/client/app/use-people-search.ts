import { keepPreviousData } from '@tanstack/react-query';
import { trpc } from '#client/api/trpc.ts';
import { useStillFitting } from '#client/ui/use-still-fitting.ts';
import { useTypedPause } from '#client/ui/use-typed-pause.ts';

const freshMs = 60_000;

/**
 * The people in whose names stands what is typed, asked of the server: there may be thousands of
 * them. Without a word those who come first.
 */
export function usePeopleSearch(text: string) {
  const typed = text.trim();
  const q = useTypedPause(typed);
  const query = trpc.people.list.useQuery(q === '' ? {} : { q }, {
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
  const isOld = query.isPlaceholderData || typed !== q;
  const results = query.data?.results ?? [];
  return {
    found: useStillFitting(results, ({ name }) => name, { typed, isOld }),
    isLooking: query.isFetching || isOld,
  };
}
