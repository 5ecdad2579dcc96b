import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Person, ProjectMember } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { Button } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import { isKeptAside } from '#client/offline/write-queue.ts';
import { CommentForm } from './comment-form.tsx';
import { TaskComment } from './task-comment.tsx';
import { WaitingComments } from './waiting-comments.tsx';

const pageSize = 100;

interface TaskCommentsProps {
  taskId: string;
  members: readonly ProjectMember[];
  readOnly: boolean;
}

/** What is said of a task, oldest first, and a field to say more. */
export function TaskComments({ taskId, members, readOnly }: TaskCommentsProps) {
  const t = useTranslations('tasks');
  const me = usePerson();
  const people = useMemo(() => members.map(({ user }) => user), [members]);
  const isOwner = members.some(({ user, role }) => user.id === me.id && role === 'owner');
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
          {shown.map((comment) => (
            <TaskComment
              key={comment.id}
              comment={comment}
              people={people}
              mayDeleteAll={isOwner}
              readOnly={readOnly}
            />
          ))}
          <WaitingComments taskId={taskId} people={people} />
          {shown.length === 0 && <li className="py-3 text-list text-quiet">{t('noComments')}</li>}
        </ul>
      </Loaded>
      {comments.hasNextPage && (
        <Button className="mt-2" onClick={() => void comments.fetchNextPage()}>
          {t('moreComments')}
        </Button>
      )}
      {!readOnly && <NewComment taskId={taskId} people={people} />}
    </section>
  );
}

function NewComment({ taskId, people }: { taskId: string; people: readonly Person[] }) {
  const utils = trpc.useUtils();
  const comment = trpc.tasks.comment.useMutation();
  const [text, setText, putBack] = useKeptText(`comment.${taskId}`);
  const send = async (wanted: string) => {
    // Free for the next one at once; what waits stands below the others.
    setText('');
    try {
      await comment.mutateAsync({ taskId, text: wanted });
    } catch (error) {
      if (!isKeptAside(error)) putBack(wanted);
      throw error;
    }
    await utils.tasks.comments.invalidate({ taskId });
  };
  return (
    <div className="pt-3">
      <CommentForm people={people} text={text} onText={setText} onSend={send} />
    </div>
  );
}
