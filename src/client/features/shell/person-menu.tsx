import { useNavigate } from '@tanstack/react-router';
import { Keyboard, LogOut, Search, Settings } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { usePerson } from '#client/app/person.ts';
import { useOwnLanguage } from '#client/app/own-language.tsx';
import { locales } from '#client/i18n/locale.ts';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '#client/ui/menu.tsx';
import type { TriggerProps } from '#client/ui/opens-later.tsx';
import { setTheme, useTheme } from '#client/ui/theme.ts';
import { LiveIndicator } from './live-indicator.tsx';
import { adminPlaces } from './places.ts';

export interface PersonMenuActions {
  onCommands: () => void;
  onHelp: () => void;
  onSignOut: () => Promise<void>;
}

interface PersonMenuProps extends PersonMenuActions {
  trigger: ReactElement<TriggerProps>;
  side: 'top' | 'bottom';
  align?: 'start' | 'end';
  /** With what the side bar would show, where there is none. */
  full?: boolean;
}

/** Oneself: settings, language, theme, the way out. */
export function PersonMenu({
  trigger,
  side,
  align = 'start',
  full = false,
  onCommands,
  onHelp,
  onSignOut,
}: PersonMenuProps) {
  const t = useTranslations();
  const person = usePerson();
  const navigate = useNavigate();
  const { locale, choose } = useOwnLanguage();
  const theme = useTheme();
  return (
    <Menu trigger={trigger} side={side} align={align}>
      <div className="px-2 pt-1 pb-2">
        <div className="truncate text-list font-semibold">{person.name}</div>
        {person.email && <div className="truncate text-small text-quiet">{person.email}</div>}
        {full && <LiveIndicator className="pt-1" />}
      </div>
      <MenuSeparator />
      {full && (
        <>
          <MenuItem icon={<Search size={16} aria-hidden />} onSelect={onCommands}>
            {t('shell.search')}
          </MenuItem>
          {person.role === 'admin' &&
            adminPlaces.map(({ key, to, icon: Icon }) => (
              <MenuItem
                key={key}
                icon={<Icon size={16} aria-hidden />}
                onSelect={() => void navigate({ to })}
              >
                {t(`places.${key}`)}
              </MenuItem>
            ))}
        </>
      )}
      <MenuItem
        icon={<Settings size={16} aria-hidden />}
        onSelect={() => void navigate({ to: '/settings' })}
      >
        {t('places.settings')}
      </MenuItem>
      {!full && (
        <MenuItem icon={<Keyboard size={16} aria-hidden />} keys="?" onSelect={onHelp}>
          {t('shell.shortcuts')}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuChoice
        label={t('language.label')}
        value={locale}
        options={locales.map((value) => ({ value, label: t(`language.${value}`) }))}
        onChange={choose}
      />
      <MenuChoice
        label={t('theme.label')}
        value={theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: t(`theme.${value}`),
        }))}
        onChange={setTheme}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut size={16} aria-hidden />} onSelect={() => void onSignOut()}>
        {t('shell.signOut')}
      </MenuItem>
    </Menu>
  );
}
