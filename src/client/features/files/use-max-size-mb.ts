import { trpc } from '#client/api/trpc.ts';
import { megabyteBytes } from './check-file.ts';

/** Until the server has said what it accepts; it decides in any case. */
const usualMb = 5;

/** The largest picture: what the place allows, else what this server accepts. */
export function useMaxSizeMb(given?: number): number {
  const { data } = trpc.system.info.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY });
  return given ?? (data ? data.image_max_bytes / megabyteBytes : usualMb);
}
