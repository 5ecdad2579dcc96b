import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { classNames } from '#client/ui/class-names.ts';

interface RoomPeopleProps {
  /** Who is in the room now. */
  here: readonly Person[];
  /** Who is asked to the meeting, here or not. */
  invited: readonly Person[];
  ownId: string;
  organizerId: string;
  /** False while what is shown may be out of date. */
  isConnected: boolean;
}

/** Beyond this many, names no longer help; a number does. */
const maxShown = 100;

/** Who is here, and who is asked but not here. */
export function RoomPeople({ here, invited, ownId, organizerId, isConnected }: RoomPeopleProps) {
  const t = useTranslations('room');
  const hereIds = new Set(here.map(({ id }) => id));
  const away = invited.filter(({ id }) => !hereIds.has(id));
  const groups = [
    { title: t('here'), people: here, present: true },
    { title: t('notHere'), people: away, present: false },
  ];
  return groups.map(
    ({ title, people, present }) =>
      people.length > 0 && (
        <section key={title} className="pb-3">
          <h2 className="flex items-baseline gap-2 px-4 pt-3 pb-1 text-small text-quiet">
            {title}
            <span>{people.length}</span>
          </h2>
          <ul>
            {people.slice(0, maxShown).map((person) => (
              <li key={person.id} className="flex items-center gap-3 px-4 py-1">
                <span className="relative flex">
                  <Avatar name={person.name} url={person.avatar_url} size="sm" />
                  {present && (
                    <span
                      aria-hidden
                      className={classNames(
                        'absolute -right-0.5 -bottom-0.5 size-2 rounded-full ring-2 ring-surface',
                        isConnected ? 'bg-ok' : 'bg-line-strong',
                      )}
                    />
                  )}
                </span>
                <span className="flex min-w-0 flex-col">
                  <span className={classNames('truncate text-list', !present && 'text-quiet')}>
                    {person.name}
                    {person.id === ownId && <span className="text-quiet"> ({t('you')})</span>}
                  </span>
                  {person.id === organizerId && (
                    <span className="text-small text-quiet">{t('organizer')}</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {people.length > maxShown && (
            <p className="px-4 py-1 text-small text-quiet">
              {t('others', { count: people.length - maxShown })}
            </p>
          )}
        </section>
      ),
  );
}
