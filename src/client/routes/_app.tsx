import { createFileRoute, Outlet, redirect } from '@tanstack/react-router';
import { firstData } from '#client/app/first-data.ts';
import { OwnLanguage } from '#client/app/own-language.tsx';
import { UploadTray } from '#client/features/files/uploads/upload-tray.tsx';
import { NotificationCenter } from '#client/features/notifications/notification-center.tsx';
import { DeviceTeller } from '#client/features/notifications/device/device-teller.tsx';
import { OwnTimeZone } from '#client/features/notifications/own-time-zone.tsx';
import { FreshFaces } from '#client/features/people/fresh-faces.tsx';
import { AppShell } from '#client/features/shell/app-shell.tsx';
import { SystemBanner } from '#client/features/system/system-banner.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { keepTextsOf } from '#client/ui/kept-texts.ts';

/** Everything behind the sign-in. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const { user } = await context.services.utils.auth.status.ensureData();
    if (!user) {
      const search = location.href === '/' ? {} : { to: location.href };
      throw redirect({ to: '/sign-in', search });
    }
    // Before anything reads what was typed here.
    keepTextsOf(user.id);
    return { user };
  },
  // What stands over every page: coming later it would push the page down.
  loader: ({ context: { services } }) =>
    firstData([services.live.systemLoaded(), services.utils.people.language.prefetch()]),
  component: AppLayout,
});

function AppLayout() {
  const { services } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  const toast = useToast();
  const failureText = useFailureText();
  const signOut = async () => {
    try {
      // What was written a moment ago is stored first; what waits for the server is given up.
      await services.writes.quiet();
      await services.api.client.auth.signOut.mutate();
    } catch (error) {
      toast(failureText(error), 'error');
      return;
    }
    services.forgetPerson();
    keepTextsOf(null);
    await navigate({ to: '/sign-in' });
  };
  return (
    <AppShell
      bell={<NotificationCenter />}
      banner={<SystemBanner />}
      tray={<UploadTray />}
      onSignOut={signOut}
    >
      <Outlet />
      <OwnLanguage />
      <OwnTimeZone />
      <DeviceTeller />
      <FreshFaces />
    </AppShell>
  );
}
