import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import { trpc } from '#client/api/trpc.ts';
import type { Person, TaskComment as Comment } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { IconButton } from '#client/ui/button.tsx';
import { SaidText } from '#client/ui/said-text.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useWaitingChange } from '#client/offline/waiting-change.ts';
import { isKeptAside } from '#client/offline/write-queue.ts';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import { CommentForm } from './comment-form.tsx';
import { EarlierTexts } from './earlier-texts.tsx';

interface TaskCommentProps {
  comment: Comment;
  people: readonly Person[];
  /** Who owns the project may delete what anybody said. */
  mayDeleteAll: boolean;
  readOnly: boolean;
}

/** What somebody said of a task: changed by who said it, deleted also by who owns the project. */
export function TaskComment({ comment, people, mayDeleteAll, readOnly }: TaskCommentProps) {
  const { id: commentId, task_id: taskId, user, created_at: at } = comment;
  const t = useTranslations('tasks');
  const waitingWords = useTranslations('waiting');
  const me = usePerson();
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  // It is so at once, and no less until the list says it, too.
  const onSuccess = () => utils.tasks.comments.invalidate({ taskId });
  const edit = trpc.tasks.editComment.useMutation({ onSuccess });
  const remove = trpc.tasks.deleteComment.useMutation({
    onSuccess,
    onError: (error) => toast(failureText(error), 'error'),
  });
  const waiting = useWaitingChange('commentId', commentId);
  const text = (edit.isPending ? edit.variables.text : waiting?.text) ?? comment.text;
  const [kept, setKept] = useKeptText(`comment.edit.${commentId}`);
  const [editing, setEditing] = useState(kept !== '');
  const deleted = comment.deleted_at !== null || remove.isPending || waiting?.text === null;
  const isOwn = user.id === me.id;
  const close = () => {
    setEditing(false);
    setKept('');
  };
  return (
    <li className="group relative flex gap-3 border-b border-line py-2.5">
      <Avatar name={user.name} url={user.avatar_url} size="sm" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2 text-list">
          <span className="min-w-0 truncate font-semibold">{user.name}</span>
          <TimeAgo at={at} className="shrink-0 text-small text-quiet" />
          {waiting?.waits && (
            <span className="shrink-0 text-small text-quiet">{waitingWords('waits')}</span>
          )}
          {comment.edited_at !== null && !deleted && (
            <EarlierTexts comment={comment} people={people} />
          )}
        </p>
        {deleted ? (
          <p className="text-list text-quiet italic">{t('commentDeleted')}</p>
        ) : editing ? (
          <CommentForm
            people={people}
            text={kept}
            onText={setKept}
            onSend={async (wanted) => {
              close();
              try {
                await edit.mutateAsync({ taskId, commentId, text: wanted });
              } catch (error) {
                if (isKeptAside(error)) return;
                setKept(wanted);
                setEditing(true);
                toast(failureText(error), 'error');
              }
            }}
            onCancel={close}
          />
        ) : (
          <p className="text-list whitespace-pre-wrap wrap-anywhere">
            <SaidText text={text} people={people} />
          </p>
        )}
      </div>
      {!readOnly && !deleted && !editing && (isOwn || mayDeleteAll) && (
        <CommentActions
          onDelete={() => remove.mutate({ taskId, commentId })}
          onEdit={
            isOwn
              ? () => {
                  setKept(withoutMentionIds(text));
                  setEditing(true);
                }
              : null
          }
        />
      )}
    </li>
  );
}

interface CommentActionsProps {
  /** Null where it is not for this person to say it otherwise. */
  onEdit: (() => void) | null;
  onDelete: () => void;
}

function CommentActions({ onEdit, onDelete }: CommentActionsProps) {
  const t = useTranslations('tasks');
  const [removing, setRemoving] = useState(false);
  return (
    <div className="absolute top-1 right-0 flex rounded-md border border-line bg-raised opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:static pointer-coarse:self-start pointer-coarse:border-0 pointer-coarse:opacity-100">
      {removing ? (
        <>
          <button
            type="button"
            onClick={onDelete}
            className="target px-3 text-list font-semibold text-danger"
          >
            {t('reallyDeleteComment')}
          </button>
          <button
            type="button"
            onClick={() => setRemoving(false)}
            className="target px-3 text-list text-quiet"
          >
            {t('keepComment')}
          </button>
        </>
      ) : (
        <>
          {onEdit && (
            <IconButton label={t('editComment')} onClick={onEdit}>
              <Pencil size={15} aria-hidden />
            </IconButton>
          )}
          <IconButton label={t('deleteComment')} onClick={() => setRemoving(true)}>
            <Trash2 size={15} aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  );
}
