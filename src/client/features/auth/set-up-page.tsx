import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { useAccountSteps } from './account-steps.ts';
import { PublicFrame } from '#client/ui/public-frame.tsx';
import { StepForm } from './step-form.tsx';
import { useSignedIn } from './use-signed-in.ts';

interface SetUpPageProps {
  token: string;
  onSignedIn: () => void;
}

/** The first administrator, from the one-time link of the first start. */
export function SetUpPage({ token, onSignedIn }: SetUpPageProps) {
  const t = useTranslations('auth');
  const completeSetup = trpc.auth.completeSetup.useMutation();
  const signedIn = useSignedIn(onSignedIn);
  const steps = useAccountSteps(false);
  return (
    <PublicFrame title={t('setUp')}>
      <StepForm
        draftKey="set-up"
        schema={async () => (await import('./account-schemas.ts')).accountSchema}
        defaults={{ name: '', email: '', password: '' }}
        steps={steps}
        submitLabel={t('setUp')}
        about={{ 'person.email_taken': 'email' }}
        refused={t('setUpLinkUsed')}
        intro={<p className="text-read text-quiet">{t('setUpIntro')}</p>}
        onSubmit={async (values) =>
          signedIn((await completeSetup.mutateAsync({ token, ...values })).user)
        }
      />
    </PublicFrame>
  );
}
