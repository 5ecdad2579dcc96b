import { createFileRoute, redirect } from '@tanstack/react-router';
import { useGoTo } from '#client/app/navigation.tsx';
import { SetUpPage } from '#client/features/auth/set-up-page.tsx';

export const Route = createFileRoute('/setup')({
  validateSearch: (search: Record<string, unknown>): { token: string } => ({
    token: typeof search.token === 'string' ? search.token : '',
  }),
  beforeLoad: async ({ context }) => {
    const { needsSetup } = await context.services.utils.auth.status.ensureData();
    // The link served its purpose; it may still be in someone's history.
    if (!needsSetup) throw redirect({ to: '/sign-in' });
  },
  component: SetUp,
});

function SetUp() {
  const { token } = Route.useSearch();
  const goTo = useGoTo();
  return <SetUpPage token={token} onSignedIn={() => goTo('/')} />;
}
