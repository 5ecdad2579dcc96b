import { Pencil, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ChatMessage } from '#client/live/chat-state.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { IconButton } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { MessageEditor } from './message-editor.tsx';
import { MessageText } from './message-text.tsx';

/** What can be done with a message. */
export interface MessageActions {
  /** Rejects where the server did not take it. */
  edit: (messageId: string, text: string) => Promise<void>;
  remove: (messageId: string) => void;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
  /** The message being edited, which the list holds: rows out of sight are not in the page. */
  editing: string | null;
  onEditing: (messageId: string | null) => void;
  /** While it is not, what is sent waits. */
  isConnected: boolean;
}

interface MessageRowProps {
  message: ChatMessage;
  /** Says who speaks; those below it only what. */
  first: boolean;
  own: boolean;
  actions: MessageActions;
}

/** One message: the first of a group with its author's face, name and time. */
export function MessageRow({ message, first, own, actions }: MessageRowProps) {
  const t = useTranslations('room');
  const format = useFormatter();
  const [removing, setRemoving] = useState(false);
  const { created_at: at, state } = message;
  const name = message.user?.name ?? t('someone');
  const deleted = message.deleted_at !== null;
  const editing = actions.editing === message.id;
  const time = format.dateTime(new Date(at), { timeStyle: 'short' });
  const fullTime = format.dateTime(new Date(at), { dateStyle: 'full', timeStyle: 'medium' });
  return (
    <article
      aria-label={t('messageOf', { name, time })}
      tabIndex={-1}
      {...listItemProps}
      data-message={message.id}
      className={classNames(
        'group relative flex gap-3 px-4 py-0.5 -outline-offset-2 md:px-6',
        first && 'mt-2',
        editing ? 'bg-accent-soft' : 'hover:bg-sunken focus-within:bg-sunken',
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
        {editing ? (
          <MessageEditor
            text={message.text}
            onSave={(text) => actions.edit(message.id, text)}
            onClose={() => actions.onEditing(null)}
          />
        ) : deleted ? (
          <p className="text-list leading-6 text-quiet italic">{t('deleted')}</p>
        ) : (
          <p
            className={classNames(
              'text-read whitespace-pre-wrap wrap-anywhere',
              state !== 'sent' && 'text-quiet',
            )}
          >
            <span data-testid="message-text">
              <MessageText text={message.text} />
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
            {state === 'sending' && (
              // What is stored at once says nothing in between.
              <span className="late ml-1.5 text-small text-quiet">
                {actions.isConnected ? t('sending') : t('waiting')}
              </span>
            )}
          </p>
        )}
        {state === 'failed' && message.client_id !== null && (
          <NotSent clientId={message.client_id} actions={actions} />
        )}
      </div>
      {own && !deleted && !editing && state === 'sent' && (
        <div className="absolute -top-3 right-4 z-10 flex rounded-md border border-line bg-raised opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 md:right-6">
          {removing ? (
            <>
              <button
                type="button"
                onClick={() => actions.remove(message.id)}
                className="target px-3 text-list font-semibold text-danger"
              >
                {t('reallyDelete')}
              </button>
              <button
                type="button"
                onClick={() => setRemoving(false)}
                className="target px-3 text-list text-quiet"
              >
                {t('keep')}
              </button>
            </>
          ) : (
            <>
              <Tooltip text={t('edit')}>
                <IconButton label={t('edit')} onClick={() => actions.onEditing(message.id)}>
                  <Pencil size={15} aria-hidden />
                </IconButton>
              </Tooltip>
              <Tooltip text={t('delete')}>
                <IconButton label={t('delete')} onClick={() => setRemoving(true)}>
                  <Trash2 size={15} aria-hidden />
                </IconButton>
              </Tooltip>
            </>
          )}
        </div>
      )}
    </article>
  );
}

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
