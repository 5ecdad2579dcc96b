import { router } from '../trpc/trpc.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { completeSetup } from './complete-setup.ts';
import { invitation } from './invitation.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { status } from './status.ts';

export const authRouter = router({
  status,
  signIn,
  signOut,
  completeSetup,
  invitation,
  acceptInvitation,
});
