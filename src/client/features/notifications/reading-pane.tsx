import { AlarmClock, Archive, Inbox, Mail, X } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { signedLinks } from '#client/api/signed-links.ts';
import { trpc } from '#client/api/trpc.ts';
import { useGoTo } from '#client/app/navigation.tsx';
import { Avatar } from '#client/ui/avatar.tsx';
import { Button, IconButton } from '#client/ui/button.tsx';
import { Picture } from '#client/ui/picture.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { fileIdOfLink } from './file-link.ts';
import { stateOf } from './row-actions.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import { useInbox } from './use-inbox.ts';
import { useNotification } from './use-notification-list.ts';
import { WhyThis } from './why-this.tsx';

interface ReadingPaneProps {
  notificationId: string;
  onClose: () => void;
}

/** One notification in full. */
export function ReadingPane({ notificationId, onClose }: ReadingPaneProps) {
  const t = useTranslations('notifications');
  const actions = useTranslations('actions');
  const format = useFormatter();
  const goTo = useGoTo();
  const inbox = useInbox();
  const notification = useNotification(notificationId);
  const fileId = fileIdOfLink(notification?.link ?? null);
  const file = trpc.files.get.useQuery(
    { fileId: fileId ?? '' },
    { enabled: fileId !== null, ...signedLinks },
  );
  if (!notification) {
    return notification === null ? (
      <EmptyState title={t('notHere')}>{t('notHereHint')}</EmptyState>
    ) : (
      <div
        role="status"
        aria-label={t('loading')}
        className="flex flex-col gap-3 px-4 py-6 md:px-8"
      >
        <Skeleton className="h-5 w-3/4 max-w-sm" />
        <Skeleton className="h-3 w-40" />
        <Skeleton className="h-3 w-full max-w-md" />
      </div>
    );
  }
  const { actor, link } = notification;
  const { isAway } = stateOf([notification]);
  const picture = file.data?.thumbnails.find(({ name }) => name === '600');
  return (
    <article className="flex max-w-2xl flex-col gap-4 px-4 py-4 md:px-8 md:py-6">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-title font-semibold text-balance">{notification.title}</h2>
          <p className="flex flex-wrap items-center gap-x-2 pt-1 text-small text-quiet">
            {actor && (
              <span className="inline-flex items-center gap-1.5">
                <Avatar name={actor.name} url={actor.avatar_url} size="sm" />
                {actor.name}
              </span>
            )}
            <time dateTime={notification.created_at}>
              {format.dateTime(new Date(notification.created_at), {
                dateStyle: 'long',
                timeStyle: 'short',
              })}
            </time>
          </p>
        </div>
        <IconButton label={actions('close')} onClick={onClose} className="-mr-2">
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      {notification.message && <p className="text-read">{notification.message}</p>}
      {picture && (
        <a
          href={link ?? '#'}
          onClick={(event) => {
            event.preventDefault();
            if (link) goTo(link);
          }}
          className="rounded-md"
        >
          <div
            style={{ aspectRatio: `${picture.width} / ${picture.height}`, maxWidth: picture.width }}
          >
            <Picture
              src={picture.url}
              alt={file.data?.alt_text || file.data?.original_name || ''}
              placeholder={file.data?.placeholder ?? null}
              className="size-full rounded-md"
            />
          </div>
        </a>
      )}
      <div className="flex flex-wrap gap-2">
        {link && (
          <Button tone="primary" onClick={() => goTo(link)}>
            {fileId !== null ? t('openFile') : t('open')}
          </Button>
        )}
        {isAway ? (
          <Button onClick={() => inbox.bringBack([notification])}>
            <Inbox size={16} aria-hidden />
            {t('bringBack')}
          </Button>
        ) : (
          <Button
            onClick={() => {
              inbox.archive([notification]);
              onClose();
            }}
          >
            <Archive size={16} aria-hidden />
            {t('archive')}
          </Button>
        )}
        <SnoozeMenu
          onSnooze={(until) => {
            inbox.snooze([notification], until);
            onClose();
          }}
          trigger={
            <Button>
              <AlarmClock size={16} aria-hidden />
              {t('snooze')}
            </Button>
          }
        />
        <Button
          onClick={() => {
            inbox.mark([notification], false);
            onClose();
          }}
        >
          <Mail size={16} aria-hidden />
          {t('markUnread')}
        </Button>
      </div>
      <WhyThis notificationId={notification.id} />
    </article>
  );
}
