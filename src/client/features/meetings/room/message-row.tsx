import { RotateCw } from 'lucide-react';
import {
  type KeyboardEvent,
  lazy,
  memo,
  type MouseEvent,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import { useWaitingChange } from '#client/offline/waiting-change.ts';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { SaidText } from '#client/ui/said-text.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import type { MessageActions } from './message-actions.ts';
import { MessageEditor } from './message-editor.tsx';
import { authorOf } from './message-key.ts';
import { MessageFiles } from './message-files.tsx';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';

/* Out of sight until a message is pointed at or has the focus. */
const MessageToolbar = lazy(async () => ({
  default: (await import('./message-toolbar.tsx')).MessageToolbar,
}));

interface MessageRowProps {
  message: ChatMessage;
  /** Says who speaks; those below it only what. */
  first: boolean;
  ownId: string;
  actions: MessageActions;
  /** Who may be mentioned, or say something to it. */
  people: readonly Person[];
  /** The message that it answers, where that is loaded. */
  answered: ChatMessage | undefined;
  /** One has just come to it from elsewhere. */
  isTarget: boolean;
}

/**
 * One message: the first of a group with its author's face, name and time. Dozens are in the page:
 * one is made anew only where something of it is another.
 */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, first, ownId, actions, people, answered, isTarget } = props;
  const t = useTranslations('room');
  const format = useFormatter();
  const article = useRef<HTMLElement>(null);
  const own = authorOf(message) === ownId;
  const { created_at: at, state } = message;
  const name = message.user?.name ?? t('someone');
  const waiting = useWaitingChange('messageId', message.id);
  const [said, setSaid] = useState<{ text: string; before: string | null } | null>(null);
  // What one says otherwise is so at once, and no less until the chat says so, too.
  const ownText = said?.before === message.edited_at ? said.text : null;
  const text = waiting?.text ?? ownText ?? message.text;
  const deleted = message.deleted_at !== null || waiting?.text === null;
  const waits = waiting?.waits && (
    <span className="ml-1.5 text-small text-quiet not-italic">{t('waiting')}</span>
  );
  const editing = actions.editing?.messageId === message.id;
  const save = async (wanted: string, settle: (isStored: boolean) => void) => {
    setSaid({ text: wanted, before: message.edited_at });
    if (!(await actions.edit(message.id, wanted, settle))) setSaid(null);
  };
  const time = format.dateTime(new Date(at), { timeStyle: 'short' });
  const fullTime = format.dateTime(new Date(at), { dateStyle: 'full', timeStyle: 'medium' });
  useEffect(() => {
    if (isTarget) article.current?.focus({ preventScroll: true });
  }, [isTarget]);
  const canAct = !deleted && !editing && state === 'sent';
  const [met, setMet] = useState(false);
  const meet = () => setMet(true);
  /** Under a finger, too, its tools are there once it is touched; not every browser focuses it then. */
  const onClick = ({ target }: MouseEvent<HTMLElement>) => {
    const isOwn = target instanceof Element && target.closest('a, button, textarea, input');
    if (!isOwn) article.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys that are typed into something inside are its own.
    if (event.target !== article.current || !canAct || !actions.mayWrite) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'r') actions.onReply(message);
    else if (event.key === 'e' && own) actions.onEditing(message.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // oxlint-disable-next-line jsx_a11y/no-noninteractive-element-interactions -- Its keys do what its buttons do.
    <article
      ref={article}
      onKeyDown={onKeyDown}
      onClick={onClick}
      // Not its entering: where what it came from is gone, React says nothing of that.
      onPointerOver={meet}
      onFocus={meet}
      aria-label={t('messageOf', { name, time })}
      tabIndex={-1}
      {...listItemProps}
      data-message={message.id}
      className={classNames(
        'group relative flex gap-3 px-4 py-0.5 -outline-offset-2 md:px-6',
        first && 'mt-2',
        editing || isTarget ? 'bg-accent-soft' : 'hover:bg-sunken focus-within:bg-sunken',
      )}
    >
      <div className="w-8 shrink-0 pt-0.5">
        {first ? (
          <Avatar name={name} url={message.user?.avatar_url ?? null} />
        ) : (
          <time
            dateTime={at}
            title={fullTime}
            className="absolute left-0 w-16 text-center text-[0.6875rem] leading-6 whitespace-nowrap text-quiet opacity-0 group-hover:opacity-100 group-focus:opacity-100 md:left-2"
          >
            {time}
          </time>
        )}
      </div>
      <div className="max-w-3xl min-w-0 flex-1">
        {first && (
          <p className="flex items-baseline gap-2 text-list">
            <span className="min-w-0 truncate font-semibold">{name}</span>
            <time dateTime={at} title={fullTime} className="shrink-0 text-small text-quiet">
              {time}
            </time>
          </p>
        )}
        {message.reply_to_id !== null && !deleted && (
          <Quote
            meetingId={message.meeting_id}
            messageId={message.reply_to_id}
            known={answered}
            onJump={() => actions.jumpTo(message.reply_to_id ?? '')}
          />
        )}
        {editing ? (
          <MessageEditor
            messageId={message.id}
            text={text}
            failure={actions.editing?.failure}
            onSave={(wanted, settle) => void save(wanted, settle)}
            onClose={() => actions.onEditing(null)}
          />
        ) : deleted ? (
          <p className="text-list leading-6 text-quiet italic">
            {t('deleted')}
            {waits}
          </p>
        ) : (
          <p
            className={classNames(
              'text-read whitespace-pre-wrap wrap-anywhere',
              state !== 'sent' && 'text-quiet',
            )}
          >
            <span data-testid="message-text">
              <SaidText text={text} people={people} />
            </span>
            {message.edited_at !== null && (
              <span
                title={format.dateTime(new Date(message.edited_at), {
                  dateStyle: 'full',
                  timeStyle: 'medium',
                })}
                className="ml-1.5 text-small text-quiet"
              >
                {t('edited')}
              </span>
            )}
            {waits}
            {state === 'sending' && (
              // What is stored at once says nothing in between.
              <span className="late ml-1.5 text-small text-quiet">
                {actions.isConnected ? t('sending') : t('waiting')}
              </span>
            )}
          </p>
        )}
        <MessageFiles fileIds={message.file_ids} onOpen={actions.openFile} />
        <Reactions
          message={message}
          ownId={ownId}
          people={people}
          onReact={actions.mayWrite ? (emoji) => actions.react(message, emoji) : null}
        />
        {state === 'failed' && message.client_id !== null && (
          <NotSent clientId={message.client_id} actions={actions} />
        )}
      </div>
      {canAct && met && (
        <Suspense>
          <MessageToolbar message={message} own={own} actions={actions} />
        </Suspense>
      )}
    </article>
  );
});

function NotSent({
  clientId,
  actions,
}: {
  clientId: string;
  actions: Pick<MessageActions, 'retry' | 'discard'>;
}) {
  const t = useTranslations('room');
  return (
    <p role="alert" className="flex flex-wrap items-center gap-x-3 pb-1 text-small text-danger">
      {t('notSent')}
      <button
        type="button"
        onClick={() => actions.retry(clientId)}
        className="target inline-flex items-center gap-1 font-semibold underline underline-offset-2"
      >
        <RotateCw size={12} aria-hidden />
        {t('sendAgain')}
      </button>
      <button
        type="button"
        onClick={() => actions.discard(clientId)}
        className="target text-quiet underline underline-offset-2 hover:text-text"
      >
        {t('discard')}
      </button>
    </p>
  );
}
