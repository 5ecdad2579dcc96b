import { useMemo } from 'react';
import { signedLinks } from '#client/api/signed-links.ts';
import { trpc } from '#client/api/trpc.ts';
import type { StoredFile } from '#client/api/types.ts';

const pageSize = 60;

/** The files of a project, or all that one may see, newest first, page by page. */
export function useFileList(projectId: string | undefined) {
  const query = trpc.files.list.useInfiniteQuery(
    { limit: pageSize, ...(projectId === undefined ? {} : { projectId }) },
    { getNextPageParam: (page) => page.next_cursor ?? undefined, ...signedLinks },
  );
  const files = useMemo<StoredFile[]>(
    () => query.data?.pages.flatMap((page) => page.results) ?? [],
    [query.data],
  );
  return { query, files };
}
