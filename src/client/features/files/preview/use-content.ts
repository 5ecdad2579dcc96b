import { useQuery } from '@tanstack/react-query';
import type { StoredFile } from '#client/api/types.ts';

/** A file's bytes, for what shows them. They come as a download does: never as a page of their own. */
export function useContent({ id, download_url: url }: StoredFile) {
  return useQuery({
    queryKey: ['file-content', id],
    queryFn: async ({ signal }) => {
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(`the file was answered with ${answer.status}`);
      return answer.arrayBuffer();
    },
    // A file's content never changes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
