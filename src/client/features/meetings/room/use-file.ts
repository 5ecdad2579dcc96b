import { trpc } from '#client/api/trpc.ts';

/** While its thumbnails are made. */
const askEveryMs = 1_500;

/** A message's file; null where it is in the trash. */
export function useFile(fileId: string) {
  const { data, error } = trpc.files.get.useQuery(
    { fileId },
    {
      retry: false,
      refetchInterval: ({ state }) => (state.data?.status === 'processing' ? askEveryMs : false),
    },
  );
  return data ?? (error ? null : undefined);
}
