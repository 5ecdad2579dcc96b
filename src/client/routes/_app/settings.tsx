import { createFileRoute } from '@tanstack/react-router';
import { usePerson } from '#client/app/person.ts';
import { AvatarUpload } from '#client/features/files/avatar/avatar-upload.tsx';
import { NotificationSettings } from '#client/features/notifications/notification-settings.tsx';
import { SettingsPage } from '#client/features/settings/settings-page.tsx';
import { MoreWords } from '#client/i18n/more-words.tsx';
import { settingsWords } from '#client/i18n/settings-words.ts';

export const Route = createFileRoute('/_app/settings')({
  loader: settingsWords.loader,
  component: Settings,
});

function Settings() {
  const { avatar_url: avatar } = usePerson();
  return (
    <MoreWords of={settingsWords}>
      <SettingsPage
        picture={<AvatarUpload currentAvatar={avatar} size="lg" />}
        notifications={<NotificationSettings />}
      />
    </MoreWords>
  );
}
