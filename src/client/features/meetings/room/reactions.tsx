import { useFormatter, useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { classNames } from '#client/ui/class-names.ts';

/** Up to so many names are said; of more, how many. */
const namesShown = 8;

interface ReactionsProps {
  message: ChatMessage;
  ownId: string;
  people: readonly Person[];
  /** Null where nothing can be said any more. */
  onReact: ((emoji: string) => void) | null;
}

/** What people say to a message with one sign: pressing it joins them, or leaves them. */
export function Reactions({ message, ownId, people, onReact }: ReactionsProps) {
  const t = useTranslations('room');
  const format = useFormatter();
  if (message.reactions.length === 0) return null;
  const nameOf = (personId: string) =>
    people.find(({ id }) => id === personId)?.name ?? t('someone');
  const named = (ids: readonly string[]) => {
    const names = ids.slice(0, namesShown).map(nameOf);
    const more = ids.length - names.length;
    return format.list(more > 0 ? [...names, t('others', { count: more })] : names);
  };
  return (
    <ul aria-label={t('reactions')} className="flex flex-wrap gap-1 pt-0.5 pb-1">
      {message.reactions.map(({ emoji, user_ids: ids }) => {
        const own = ids.includes(ownId);
        const names = named(ids);
        return (
          <li key={emoji}>
            <button
              type="button"
              title={names}
              aria-pressed={own}
              disabled={onReact === null}
              onClick={() => onReact?.(emoji)}
              className={classNames(
                'inline-flex min-h-6 items-center gap-1 rounded-full border px-2 text-small pointer-coarse:min-h-9 pointer-coarse:px-3',
                own
                  ? 'border-accent bg-accent-soft font-semibold text-accent'
                  : 'border-line bg-raised text-quiet enabled:hover:border-line-strong',
              )}
            >
              {emoji} {format.number(ids.length)}
              <span className="sr-only">{t('reactionFrom', { names })}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
