import { trpc } from '#client/api/trpc.ts';
import type { User } from '#client/api/types.ts';

/** Takes note of who is signed in now, then goes on. */
export function useSignedIn(onSignedIn: () => void): (user: User) => void {
  const utils = trpc.useUtils();
  return (user) => {
    utils.auth.status.setData(undefined, { needsSetup: false, user });
    onSignedIn();
  };
}
