import { createFileRoute } from '@tanstack/react-router';
import { useGoTo } from '#client/app/navigation.tsx';
import { AcceptInvitationPage } from '#client/features/auth/accept-invitation-page.tsx';

export const Route = createFileRoute('/invite/$token')({
  component: AcceptInvitation,
});

function AcceptInvitation() {
  const { token } = Route.useParams();
  const goTo = useGoTo();
  return (
    <AcceptInvitationPage
      token={token}
      onSignedIn={(projectId) => goTo(projectId === null ? '/' : `/projects/${projectId}`)}
    />
  );
}
