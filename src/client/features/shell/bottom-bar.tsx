import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { PersonMenu, type PersonMenuActions } from './person-menu.tsx';
import { type Place, places } from './places.ts';
import { ChatsCount, InboxCount } from './side-bar.tsx';

const order: readonly Place['key'][] = ['home', 'projects', 'inbox', 'meetings'];

const itemClass =
  'relative flex h-14 w-full flex-col items-center justify-center gap-0.5 text-[0.6875rem] leading-4 text-quiet';

/** The bar under the thumb. */
export function BottomBar(actions: PersonMenuActions & { onCommands: () => void }) {
  const t = useTranslations();
  return (
    <nav
      aria-label={t('shell.mainNavigation')}
      className="shrink-0 border-t border-line bg-sunken pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-5">
        {order.map((key) => {
          const place = places.find((one) => one.key === key);
          if (!place) return null;
          const Icon = place.icon;
          return (
            <li key={key}>
              <Link
                to={place.to}
                activeOptions={{ exact: place.to === '/', includeSearch: false }}
                className={itemClass}
                activeProps={{ className: '!text-accent shadow-[inset_0_2px_0_var(--accent)]' }}
              >
                <Icon size={20} aria-hidden />
                {t(`places.${key}`)}
                {key === 'inbox' && <InboxCount className="absolute top-1 left-1/2 ml-2" />}
                {key === 'meetings' && <ChatsCount className="absolute top-1 left-1/2 ml-2" />}
              </Link>
            </li>
          );
        })}
        <li>
          <PersonMenu
            {...actions}
            full
            side="top"
            align="end"
            trigger={
              <button type="button" className={itemClass}>
                <Ellipsis size={20} aria-hidden />
                {t('shell.more')}
              </button>
            }
          />
        </li>
      </ul>
    </nav>
  );
}
