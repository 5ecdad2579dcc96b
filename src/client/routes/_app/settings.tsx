import { createFileRoute } from '@tanstack/react-router';
import { NotificationSettings } from '#client/features/notifications/notification-settings.tsx';
import { SettingsPage } from '#client/features/settings/settings-page.tsx';

export const Route = createFileRoute('/_app/settings')({ component: Settings });

function Settings() {
  return <SettingsPage notifications={<NotificationSettings />} />;
}
