import { createFileRoute, Outlet, redirect } from '@tanstack/react-router';
import { UploadTray } from '#client/features/files/upload-tray.tsx';
import { NotificationCenter } from '#client/features/notifications/notification-center.tsx';
import { AppShell } from '#client/features/shell/app-shell.tsx';

/** Everything behind the sign-in. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const { user } = await context.services.utils.auth.status.ensureData();
    if (!user) throw redirect({ to: '/sign-in', search: { to: location.href } });
    return { user };
  },
  component: AppLayout,
});

function AppLayout() {
  const { services } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  const signOut = async () => {
    await services.api.client.auth.signOut.mutate();
    services.forgetPerson();
    await navigate({ to: '/sign-in' });
  };
  return (
    <AppShell bell={<NotificationCenter />} tray={<UploadTray />} onSignOut={signOut}>
      <Outlet />
    </AppShell>
  );
}
