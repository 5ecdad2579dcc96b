import { keepPreviousData } from '@tanstack/react-query';
import { trpc } from '#client/api/trpc.ts';
import { useTypedPause } from '#client/ui/use-typed-pause.ts';

const freshMs = 60_000;

/**
 * The people in whose names stands what is typed, asked of the server: there may be thousands of
 * them. Without a word those who come first.
 */
export function usePeopleSearch(typed: string) {
  const q = useTypedPause(typed.trim());
  const query = trpc.people.list.useQuery(q === '' ? {} : { q }, {
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
  return {
    found: query.data?.results ?? [],
    isLooking: query.isFetching || typed.trim() !== q,
  };
}
