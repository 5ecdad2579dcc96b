import { type ReactNode, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import { trpc } from '#client/api/trpc.ts';
import type { ProjectMember } from '#client/api/types.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Button } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import { MentionField } from '#client/ui/mention-field.tsx';

const pageSize = 100;

interface TaskCommentsProps {
  taskId: string;
  members: readonly ProjectMember[];
  readOnly: boolean;
}

/** What is said of a task, oldest first, and a field to say more. */
export function TaskComments({ taskId, members, readOnly }: TaskCommentsProps) {
  const t = useTranslations('tasks');
  const comments = trpc.tasks.comments.useInfiniteQuery(
    { taskId, limit: pageSize },
    { getNextPageParam: (page) => page.next_cursor ?? undefined },
  );
  const shown = comments.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <section>
      <SectionHead title={t('comments')} />
      <Loaded
        query={comments}
        what={t('commentsNotLoaded')}
        skeleton={<Skeleton className="my-3 h-3 w-1/2" />}
      >
        <ul>
          {shown.map(({ id, user, text, created_at: at }) => (
            <li key={id} className="flex gap-3 border-b border-line py-2.5">
              <Avatar name={user.name} url={user.avatar_url} size="sm" />
              <div className="min-w-0 flex-1">
                <p className="flex items-baseline gap-2 text-list">
                  <span className="min-w-0 truncate font-semibold">{user.name}</span>
                  <TimeAgo at={at} className="shrink-0 text-small text-quiet" />
                </p>
                <p className="text-list whitespace-pre-wrap wrap-anywhere">
                  <Said text={text} members={members} />
                </p>
              </div>
            </li>
          ))}
          {shown.length === 0 && <li className="py-3 text-list text-quiet">{t('noComments')}</li>}
        </ul>
      </Loaded>
      {comments.hasNextPage && (
        <Button className="mt-2" onClick={() => void comments.fetchNextPage()}>
          {t('moreComments')}
        </Button>
      )}
      {!readOnly && <CommentField taskId={taskId} members={members} />}
    </section>
  );
}

/** Its mentions of people of the project stand out. */
function Said({ text, members }: { text: string; members: readonly ProjectMember[] }): ReactNode {
  const mention = useMemo(() => {
    const names = members.map(({ user }) => user.name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    if (names.length === 0) return null;
    return new RegExp(`(@(?:${names.toSorted((a, b) => b.length - a.length).join('|')}))`, 'iu');
  }, [members]);
  const plain = withoutMentionIds(text);
  if (!mention) return plain;
  // Every other part is a mention: what a split keeps of its own sign.
  return plain.split(mention).map((part, index) => {
    if (index % 2 === 0) return part;
    return (
      // oxlint-disable-next-line react/no-array-index-key -- a said text does not change
      <span key={index} className="font-semibold text-accent">
        {part}
      </span>
    );
  });
}

function CommentField({ taskId, members }: Omit<TaskCommentsProps, 'readOnly'>) {
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
      <MentionField
        label={t('comment')}
        placeholder={t('commentPlaceholder')}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
        people={members.map(({ user }) => user)}
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
