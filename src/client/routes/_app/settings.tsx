import { createFileRoute } from '@tanstack/react-router';
import { usePerson } from '#client/app/person.ts';
import { AvatarUpload } from '#client/features/files/avatar/avatar-upload.tsx';
import { NotificationSettings } from '#client/features/notifications/notification-settings.tsx';
import { SettingsPage } from '#client/features/settings/settings-page.tsx';
import { AdminWords } from '#client/i18n/admin-words.tsx';

export const Route = createFileRoute('/_app/settings')({ component: Settings });

function Settings() {
  const { avatar_url: avatar } = usePerson();
  return (
    <AdminWords>
      <SettingsPage
        picture={<AvatarUpload currentAvatar={avatar} size="lg" />}
        notifications={<NotificationSettings />}
      />
    </AdminWords>
  );
}
