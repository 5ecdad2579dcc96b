import { useMemo } from 'react';
import { signedLinks } from '#client/api/signed-links.ts';
import { trpc } from '#client/api/trpc.ts';
import type { StoredFile } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { type FileFilters, listInput } from './file-filters.ts';

/** The files of a project, or all that one may see, as far as they fit the filters, page by page. */
export function useFileList(projectId: string | undefined, filters: FileFilters) {
  const { id: personId } = usePerson();
  const query = trpc.files.list.useInfiniteQuery(listInput(filters, { projectId, personId }), {
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // While one types, what was found so far stands until the next is there.
    placeholderData: (before) => before,
    ...signedLinks,
  });
  const files = useMemo<StoredFile[]>(
    () => query.data?.pages.flatMap((page) => page.results) ?? [],
    [query.data],
  );
  return { query, files };
}
