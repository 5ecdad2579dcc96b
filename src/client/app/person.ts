import { trpc } from '#client/api/trpc.ts';
import type { User } from '#client/api/types.ts';

/** The person signed in; only for what stands behind the sign-in. */
export function usePerson(): User {
  const { data } = trpc.auth.status.useQuery();
  if (!data?.user) throw new Error('nobody is signed in');
  return data.user;
}
