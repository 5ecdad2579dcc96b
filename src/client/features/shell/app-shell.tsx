import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePerson } from '#client/app/person.ts';
import { HeaderEndContext } from '#client/ui/page-header.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { adminPlaces, type Place, places } from './places.ts';
import { SideBar } from './side-bar.tsx';
import { StaleNotice } from './stale-notice.tsx';
import { WaitingNotice } from './waiting-notice.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/* Not part of what a first visit loads. */
const CommandMenu = lazy(async () => ({
  default: (await import('./command-menu.tsx')).CommandMenu,
}));
const ShortcutSheet = lazy(async () => ({
  default: (await import('./shortcut-sheet.tsx')).ShortcutSheet,
}));

const allPlaces = [...places, ...adminPlaces];

interface AppShellProps {
  bell: ReactNode;
  /** What concerns everybody, over every page. */
  banner: ReactNode;
  /** What stays on the screen from page to page, above the bottom right corner. */
  tray: ReactNode;
  onSignOut: () => Promise<void>;
  children: ReactNode;
}

/** The frame around every page: a side bar, on a phone a bottom bar. */
export function AppShell({ bell, banner, tray, onSignOut, children }: AppShellProps) {
  const t = useTranslations('shell');
  const person = usePerson();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'commands' | 'help' | null>(null);
  // Once opened they stay, so that they can be seen to close.
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  const openCommands = useCallback(() => setOpen('commands'), []);
  const openHelp = useCallback(() => setOpen('help'), []);
  const goTo = useCallback((to: Place['to']) => void navigate({ to }), [navigate]);
  const reachable = person.role === 'admin' ? allPlaces : places;
  useShortcuts({ places: reachable, goTo, openCommands, openHelp });
  const more = { onCommands: openCommands, onHelp: openHelp, onSignOut };
  return (
    <HeaderEndContext value={bell}>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2"
      >
        {t('skip')}
      </a>
      <div className="flex h-full">
        <SideBar {...more} />
        <div className="flex min-w-0 flex-1 flex-col">
          <StaleNotice />
          <WaitingNotice />
          {banner}
          <main
            id="main"
            tabIndex={-1}
            // Relative, or what is placed out of sight far below would let the whole document scroll.
            className="relative flex min-h-0 flex-1 flex-col overflow-y-auto outline-none"
          >
            {children}
          </main>
          <BottomBar {...more} />
        </div>
      </div>
      {tray}
      {wanted && (
        <Suspense>
          <CommandMenu
            open={open === 'commands'}
            onClose={() => setOpen(null)}
            places={reachable}
            onHelp={openHelp}
            onSignOut={onSignOut}
          />
          <ShortcutSheet open={open === 'help'} onClose={() => setOpen(null)} places={reachable} />
        </Suspense>
      )}
    </HeaderEndContext>
  );
}
