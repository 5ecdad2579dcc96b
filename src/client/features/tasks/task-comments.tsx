import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Button } from '#client/ui/button.tsx';
import { GrowingField } from '#client/ui/growing-field.tsx';
import { QueryError } from '#client/ui/query-error.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useKeptText } from '#client/ui/use-kept-text.ts';

const pageSize = 100;

/** What is said of a task, oldest first, and a field to say more. */
export function TaskComments({ taskId, readOnly }: { taskId: string; readOnly: boolean }) {
  const t = useTranslations('tasks');
  const comments = trpc.tasks.comments.useInfiniteQuery(
    { taskId, limit: pageSize },
    { getNextPageParam: (page) => page.next_cursor ?? undefined },
  );
  const shown = comments.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <section>
      <SectionHead title={t('comments')} />
      {comments.error && !comments.data ? (
        <QueryError
          error={comments.error}
          what={t('commentsNotLoaded')}
          onRetry={() => void comments.refetch()}
        />
      ) : !comments.data ? (
        <Skeleton className="my-3 h-3 w-1/2" />
      ) : (
        <ul>
          {shown.map(({ id, user, text, created_at: at }) => (
            <li key={id} className="flex gap-3 border-b border-line py-2.5">
              <Avatar name={user.name} url={user.avatar_url} size="sm" />
              <div className="min-w-0 flex-1">
                <p className="flex items-baseline gap-2 text-list">
                  <span className="min-w-0 truncate font-semibold">{user.name}</span>
                  <TimeAgo at={at} className="shrink-0 text-small text-quiet" />
                </p>
                <p className="text-list whitespace-pre-wrap wrap-anywhere">{text}</p>
              </div>
            </li>
          ))}
          {shown.length === 0 && <li className="py-3 text-list text-quiet">{t('noComments')}</li>}
        </ul>
      )}
      {comments.hasNextPage && (
        <Button className="mt-2" onClick={() => void comments.fetchNextPage()}>
          {t('moreComments')}
        </Button>
      )}
      {!readOnly && <CommentField taskId={taskId} />}
    </section>
  );
}

function CommentField({ taskId }: { taskId: string }) {
  const t = useTranslations('tasks');
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const comment = trpc.tasks.comment.useMutation();
  const [text, setText] = useKeptText(`ecosystia.comment.${taskId}`);
  const [failure, setFailure] = useState<string | null>(null);
  const send = async () => {
    const wanted = text.trim();
    if (wanted === '' || comment.isPending) return;
    try {
      await comment.mutateAsync({ taskId, text: wanted });
      setText('');
      setFailure(null);
      await utils.tasks.comments.invalidate({ taskId });
    } catch (error) {
      setFailure(failureText(error));
    }
  };
  return (
    <form
      className="flex flex-col items-start gap-2 pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <GrowingField
        label={t('comment')}
        placeholder={t('commentPlaceholder')}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
      />
      {failure !== null && (
        <p role="alert" className="text-small text-danger">
          {failure}
        </p>
      )}
      {text.trim() !== '' && (
        <Button type="submit" busy={comment.isPending}>
          {t('sendComment')}
        </Button>
      )}
    </form>
  );
}
