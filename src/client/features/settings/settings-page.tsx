import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useOwnLanguage } from '#client/app/own-language.tsx';
import { locales } from '#client/i18n/locale.ts';
import { PageHeader } from '#client/ui/page-header.tsx';
import { Select } from '#client/ui/select.tsx';
import { setTheme, useTheme } from '#client/ui/theme.ts';
import { ProfileForm } from './profile-form.tsx';
import { SessionList } from './session-list.tsx';
import { TypingSetting } from './typing-setting.tsx';

interface SettingsPageProps {
  /** One's own. */
  picture: ReactNode;
  notifications: ReactNode;
}

/** Oneself: name, picture, language, theme, and where one is signed in. */
export function SettingsPage({ picture, notifications }: SettingsPageProps) {
  const t = useTranslations();
  const { locale, choose } = useOwnLanguage();
  const theme = useTheme();
  return (
    <>
      <PageHeader title={t('places.settings')} />
      <div className="flush flex max-w-4xl flex-col px-4 md:px-6">
        <Section title={t('settings.profile')}>
          <div className="flex flex-col gap-5">
            {picture}
            <ProfileForm />
          </div>
        </Section>
        <Section title={t('settings.appearance')} hint={t('settings.appearanceHint')}>
          <div className="grid max-w-md gap-4 sm:grid-cols-2">
            <Select
              label={t('language.label')}
              value={locale}
              onChange={choose}
              options={locales.map((value) => ({ value, label: t(`language.${value}`) }))}
            />
            <Select
              label={t('theme.label')}
              value={theme}
              onChange={setTheme}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: t(`theme.${value}`),
              }))}
            />
          </div>
        </Section>
        <Section title={t('preferences.title')} hint={t('preferences.hint')}>
          {notifications}
        </Section>
        <Section title={t('settings.meetings')} hint={t('settings.meetingsHint')}>
          <TypingSetting />
        </Section>
        <Section title={t('settings.sessions')} hint={t('settings.sessionsHint')}>
          <SessionList />
        </Section>
      </div>
    </>
  );
}

interface SectionProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

function Section({ title, hint, children }: SectionProps) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-b border-line py-6 last:border-0 md:grid-cols-[12rem_1fr]">
      <div>
        <h2 className="text-list font-semibold">{title}</h2>
        {hint && <p className="pt-1 text-small text-quiet">{hint}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
