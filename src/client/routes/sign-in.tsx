import { createFileRoute, redirect } from '@tanstack/react-router';
import { useGoTo } from '#client/app/navigation.tsx';
import { ownPath } from '#client/features/auth/own-path.ts';
import { SignInPage } from '#client/features/auth/sign-in-page.tsx';

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    const to = ownPath(search.to);
    return to === '/' ? {} : { to };
  },
  beforeLoad: async ({ context, search }) => {
    const { user } = await context.services.utils.auth.status.ensureData();
    if (user) throw redirect({ href: search.to ?? '/' });
  },
  component: SignIn,
});

function SignIn() {
  const { to = '/' } = Route.useSearch();
  const goTo = useGoTo();
  return <SignInPage onSignedIn={() => goTo(to)} />;
}
