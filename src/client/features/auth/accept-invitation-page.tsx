import { useTranslations } from 'use-intl';
import { problemKind } from '#client/api/problem.ts';
import { trpc } from '#client/api/trpc.ts';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { ErrorState } from '#client/ui/states.tsx';
import { useAccountSteps } from './account-steps.ts';
import { PublicFrame } from '#client/ui/public-frame.tsx';
import { StepForm } from './step-form.tsx';
import { useSignedIn } from './use-signed-in.ts';

interface AcceptInvitationPageProps {
  token: string;
  /** With the project that one came to; null where it was the team alone. */
  onSignedIn: (projectId: string | null) => void;
}

/** Who invites, and to what; then an account. */
export function AcceptInvitationPage({ token, onSignedIn }: AcceptInvitationPageProps) {
  const t = useTranslations('auth');
  const invitation = trpc.auth.invitation.useQuery({ token }, { retry: false });
  const accept = trpc.auth.acceptInvitation.useMutation();
  const signedIn = useSignedIn(() => onSignedIn(invitation.data?.project_id ?? null));
  const steps = useAccountSteps(Boolean(invitation.data?.email));

  if (invitation.error) {
    const reachable = problemKind(invitation.error) !== 'network';
    return (
      <PublicFrame title={t('invitation')}>
        <div className="-mx-4">
          <ErrorState
            title={reachable ? t('invitationGone') : t('unreachable')}
            onRetry={reachable ? undefined : () => void invitation.refetch()}
          >
            {reachable ? t('invitationGoneHint') : t('unreachableHint')}
          </ErrorState>
        </div>
      </PublicFrame>
    );
  }
  if (!invitation.data) {
    return (
      <PublicFrame title={t('invitation')}>
        <Skeleton className="h-8 w-3/4" />
        <Skeleton className="h-9 w-full" />
      </PublicFrame>
    );
  }
  const { email, inviter_name: inviter, project_name: project } = invitation.data;
  return (
    <PublicFrame title={t('invitation')}>
      <StepForm
        draftKey="invitation"
        schema={async () => (await import('./account-schemas.ts')).accountSchema}
        defaults={{ name: '', email: email ?? '', password: '' }}
        steps={steps}
        submitLabel={t('join')}
        about={email ? {} : { 'person.email_taken': 'email' }}
        refused={t('invitationGone')}
        intro={
          <p className="text-read text-quiet">
            {project
              ? t.rich('invitedToProject', { inviter, project, strong: Strong })
              : t.rich('invitedToTeam', { inviter, strong: Strong })}
            {email && ` ${t('invitedAs', { email })}`}
          </p>
        }
        onSubmit={async (values) => signedIn((await accept.mutateAsync({ token, ...values })).user)}
      />
    </PublicFrame>
  );
}

function Strong(chunks: React.ReactNode) {
  return <strong className="font-semibold text-text">{chunks}</strong>;
}
