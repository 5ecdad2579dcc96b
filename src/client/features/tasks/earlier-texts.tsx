import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Person, TaskComment } from '#client/api/types.ts';
import { Popover } from '#client/ui/popover.tsx';
import { SaidText } from '#client/ui/said-text.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';

interface EarlierTextsProps {
  comment: TaskComment;
  people: readonly Person[];
}

/** That a comment was changed, and for who wonders what it said before. */
export function EarlierTexts({ comment, people }: EarlierTextsProps) {
  const t = useTranslations('tasks');
  const utils = trpc.useUtils();
  const [open, setOpen] = useState(false);
  const { task_id: taskId, id: commentId } = comment;
  const load = useCallback(
    () => utils.tasks.earlierComments.fetch({ taskId, commentId }),
    [utils, taskId, commentId],
  );
  return (
    <Popover
      // What was loaded is of the last change.
      key={comment.edited_at}
      title={t('earlierOf', { name: comment.user.name })}
      open={open}
      onOpenChange={setOpen}
      load={load}
      trigger={
        <button
          type="button"
          className="shrink-0 text-small text-quiet underline decoration-dotted underline-offset-2 hover:text-text"
        >
          {t('edited')}
        </button>
      }
    >
      {({ results }) => (
        <div className="overflow-y-auto p-4">
          <p className="pb-2 text-list font-semibold">{t('earlier')}</p>
          <ol className="flex flex-col gap-3">
            {results.toReversed().map(({ text, at }) => (
              <li key={at}>
                <TimeAgo at={at} className="text-small text-quiet" />
                <p className="text-list whitespace-pre-wrap wrap-anywhere">
                  <SaidText text={text} people={people} />
                </p>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Popover>
  );
}
