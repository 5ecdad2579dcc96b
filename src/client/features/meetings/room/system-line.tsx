import { useFormatter, useTranslations } from 'use-intl';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { whoMoved } from './who-moved.ts';

/** Up to so many names are said; of more, how many. */
const namesShown = 3;

interface SystemLineProps {
  entries: readonly ChatMessage[];
  unfolded: boolean;
  onUnfold: () => void;
}

/** Who came and went: one quiet line, however many they were; unfolded, each with its time. */
export function SystemLine({ entries, unfolded, onUnfold }: SystemLineProps) {
  const t = useTranslations('room');
  const format = useFormatter();
  const time = (at: string) => format.dateTime(new Date(at), { timeStyle: 'short' });
  const single = entries.length === 1 ? entries[0] : undefined;
  if (unfolded || single) {
    return (
      <ul className="px-4 py-1 text-small text-quiet md:px-6">
        {entries.map(({ id, user, system, created_at: at }) => (
          <li key={id} className="flex gap-2 py-0.5 pl-11">
            <span>
              {t(system === 'left' ? 'left' : 'joined', {
                count: 1,
                names: user?.name ?? t('someone'),
              })}
            </span>
            <time dateTime={at}>{time(at)}</time>
          </li>
        ))}
      </ul>
    );
  }
  const moves = whoMoved(entries);
  const named = (names: readonly string[]) => {
    const more = names.length - namesShown;
    if (more <= 1) return format.list(names);
    return format.list([...names.slice(0, namesShown), t('others', { count: more })]);
  };
  const said = (['joined', 'left', 'passed'] as const)
    .filter((move) => moves[move].length > 0)
    .map((move) => t(move, { count: moves[move].length, names: named(moves[move]) }));
  return (
    <p className="flex items-baseline gap-2 px-4 py-1.5 pl-15 text-small text-quiet md:px-6 md:pl-17">
      <span className="min-w-0">{said.join(' · ')}</span>
      <button
        type="button"
        onClick={onUnfold}
        className="shrink-0 underline decoration-line underline-offset-2 hover:text-text hover:decoration-current"
      >
        {t('unfold')}
      </button>
    </p>
  );
}
