import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { useWrites } from '#client/offline/offline-context.tsx';
import { Avatar } from '#client/ui/avatar.tsx';
import { SaidText } from '#client/ui/said-text.tsx';

interface WaitingCommentsProps {
  taskId: string;
  people: readonly Person[];
}

/** One's own comments on a task that the server has not answered. */
export function WaitingComments({ taskId, people }: WaitingCommentsProps) {
  const t = useTranslations('waiting');
  const person = usePerson();
  const writes = useWrites();
  return writes.map(({ id, path, input, refusal, waits }) => {
    if (path !== 'tasks.comment' || refusal !== null) return null;
    const said = input as { taskId: string; text: string };
    if (said.taskId !== taskId) return null;
    return (
      <li key={id} className="flex gap-3 border-b border-line py-2.5">
        <Avatar name={person.name} url={person.avatar_url} size="sm" />
        <div className="min-w-0 flex-1">
          <p className="flex items-baseline gap-2 text-list">
            <span className="min-w-0 truncate font-semibold">{person.name}</span>
            {waits && <span className="shrink-0 text-small text-quiet">{t('waits')}</span>}
          </p>
          <p className="text-list whitespace-pre-wrap wrap-anywhere text-quiet">
            <SaidText text={said.text} people={people} />
          </p>
        </div>
      </li>
    );
  });
}
