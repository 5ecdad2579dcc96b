import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { PublicFrame } from '#client/ui/public-frame.tsx';
import { StepForm } from './step-form.tsx';
import { useSignedIn } from './use-signed-in.ts';

/** Address, then password; then back to where one was. */
export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useTranslations('auth');
  const { data: status } = trpc.auth.status.useQuery();
  const signIn = trpc.auth.signIn.useMutation();
  const signedIn = useSignedIn(onSignedIn);
  if (status?.needsSetup) {
    return (
      <PublicFrame title={t('notSetUp')}>
        <h1 className="text-display font-semibold text-balance">{t('notSetUp')}</h1>
        <p className="text-read text-quiet">{t('notSetUpHint')}</p>
      </PublicFrame>
    );
  }
  return (
    <PublicFrame title={t('signIn')}>
      <StepForm
        draftKey="sign-in"
        schema={async () => (await import('./account-schemas.ts')).signInSchema}
        defaults={{ email: '', password: '' }}
        submitLabel={t('signIn')}
        refused={t('wrongPassword')}
        onSubmit={async (values) => signedIn((await signIn.mutateAsync(values)).user)}
        steps={[
          {
            name: 'email',
            title: t('signIn'),
            label: t('email'),
            type: 'email',
            autoComplete: 'username',
            error: t('emailInvalid'),
          },
          {
            name: 'password',
            title: t('askPassword'),
            label: t('password'),
            type: 'password',
            autoComplete: 'current-password',
            error: t('passwordMissing'),
          },
        ]}
      />
    </PublicFrame>
  );
}
