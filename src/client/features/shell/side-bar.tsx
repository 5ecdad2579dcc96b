import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { usePerson } from '#client/app/person.ts';
import { useNextMeeting } from '#client/app/use-next-meeting.ts';
import { useUnreadChats } from '#client/app/use-unread-chats.ts';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { CountBadge } from '#client/ui/badge.tsx';
import { Wordmark, LogMark } from '#client/ui/wordmark.tsx';
import { LiveIndicator } from './live-indicator.tsx';
import { PersonMenu, type PersonMenuActions } from './person-menu.tsx';
import { adminPlaces, type Place, places } from './places.ts';

/** The bar on the left; between phone and desk a narrow one with its words under the signs. */
export function SideBar(actions: PersonMenuActions & { onCommands: () => void }) {
  const t = useTranslations('shell');
  const person = usePerson();
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="hidden w-26 shrink-0 flex-col border-r border-line bg-sunken md:flex lg:w-58"
    >
      <Link to="/" className="flex h-13 items-center justify-center lg:justify-start lg:px-4">
        <span className="hidden lg:inline">
          <Wordmark />
        </span>
        <LogMark className="size-6 text-accent lg:hidden" />
        <span className="sr-only lg:hidden">EcosystIA</span>
      </Link>
      <div className="px-2 pb-2">
        <button
          type="button"
          onClick={actions.onCommands}
          className="target flex w-full flex-col items-center justify-center gap-0.5 rounded-md border border-line bg-surface px-1 py-1 text-[0.6875rem] leading-4 text-quiet hover:border-line-strong hover:text-text lg:flex-row lg:justify-start lg:gap-2 lg:px-2 lg:text-list lg:leading-5"
        >
          <Search size={16} aria-hidden />
          <span className="lg:flex-1 lg:text-left">{t('search')}</span>
          <kbd className="hidden font-sans text-small lg:inline">{commandKeys()}</kbd>
        </button>
      </div>
      <ul className="flex flex-col gap-0.5 px-1 lg:px-2">
        {places.map((place) => (
          <SideBarItem key={place.key} place={place} />
        ))}
      </ul>
      {person.role === 'admin' && (
        <>
          <h2 className="mt-5 px-2 pb-1 text-center text-small text-quiet lg:px-4 lg:text-left">
            {t('administration')}
          </h2>
          <ul className="flex flex-col gap-0.5 px-1 lg:px-2">
            {adminPlaces.map((place) => (
              <SideBarItem key={place.key} place={place} />
            ))}
          </ul>
        </>
      )}
      <div className="mt-auto flex flex-col gap-1 border-t border-line p-2">
        <LiveIndicator className="py-1 max-lg:flex-col max-lg:gap-1 max-lg:text-center max-lg:text-[0.6875rem] max-lg:leading-4 lg:px-2" />
        <PersonMenu
          {...actions}
          side="top"
          trigger={
            <button
              type="button"
              className="target flex w-full items-center justify-center gap-2 rounded-md px-2 py-1 hover:bg-line lg:justify-start"
            >
              <Avatar name={person.name} url={person.avatar_url} size="sm" />
              <span className="hidden min-w-0 flex-1 truncate text-left text-list lg:block">
                {person.name}
              </span>
              <span className="sr-only lg:hidden">{person.name}</span>
            </button>
          }
        />
      </div>
    </nav>
  );
}

function SideBarItem({ place }: { place: Place }) {
  const t = useTranslations('places');
  const Icon = place.icon;
  return (
    <li>
      <Link
        to={place.to}
        activeOptions={{ exact: place.to === '/', includeSearch: false }}
        className="target relative flex flex-col items-center justify-center gap-0.5 rounded-md px-0.5 py-1 text-center text-[0.6875rem] leading-4 text-quiet hover:bg-line hover:text-text lg:flex-row lg:justify-start lg:gap-3 lg:text-left lg:px-2 lg:text-list lg:leading-5"
        activeProps={{ className: 'bg-line !text-text lg:font-semibold' }}
      >
        <Icon size={18} aria-hidden className="shrink-0" />
        <span className="max-w-full wrap-anywhere lg:flex-1">{t(place.key)}</span>
        {place.key === 'inbox' && (
          <InboxCount className="absolute top-0 left-1/2 ml-2.5 lg:static lg:ml-0" />
        )}
        {place.key === 'meetings' && (
          <>
            <NextMeetingTime />
            <ChatsCount className="absolute top-0 left-1/2 ml-2.5 lg:static lg:ml-0" />
          </>
        )}
      </Link>
    </li>
  );
}

export function InboxCount({ className }: { className?: string }) {
  const t = useTranslations('notifications');
  const { unreadCount: count } = useUserNotifications();
  return <Count count={count} label={t('unreadCount', { count })} className={className} />;
}

/** What is unread in meetings' rooms. */
export function ChatsCount({ className }: { className?: string }) {
  const t = useTranslations('meetings');
  const count = [...useUnreadChats().values()].reduce((sum, chat) => sum + chat, 0);
  return <Count count={count} label={t('unread', { count })} className={className} />;
}

interface CountProps {
  count: number;
  label: string;
  className: string | undefined;
}

function Count({ count, label, className }: CountProps) {
  if (count === 0) return null;
  return (
    <>
      <span aria-hidden className={className}>
        <CountBadge count={count} />
      </span>
      <span className="sr-only">{label}</span>
    </>
  );
}

/** When the next meeting is, or that one runs. */
function NextMeetingTime() {
  const t = useTranslations('meetings');
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const meeting = useNextMeeting();
  if (!meeting) return null;
  const starts = new Date(meeting.starts_at);
  return (
    <span title={meeting.title} className="hidden text-small font-normal lg:inline">
      {starts <= now ? (
        <span className="text-accent">{t('now')}</span>
      ) : (
        <time dateTime={meeting.starts_at} className="text-quiet">
          {format.dateTime(starts, { timeStyle: 'short' })}
        </time>
      )}
    </span>
  );
}

function commandKeys(): string {
  return /Mac|iPhone|iPad/u.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';
}
