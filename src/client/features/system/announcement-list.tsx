import { Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Announcement } from '#client/api/types.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button, IconButton } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { MoreButton } from '#client/ui/more-button.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { AnnouncementDialog } from './announcement-dialog.tsx';

const pageSize = 50;

/** All that was announced or will be, the newest first, with what can be done about each. */
export function AnnouncementList({ onWrite }: { onWrite: () => void }) {
  const t = useTranslations('announcements');
  const pages = trpc.system.announcements.useInfiniteQuery(
    { limit: pageSize },
    { getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined },
  );
  const [editing, setEditing] = useState<Announcement | null>(null);
  const [withdrawing, setWithdrawing] = useState<Announcement | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const announcements = pages.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <>
      <Loaded
        query={pages}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={4} label={t('loading')} />}
      >
        {announcements.length === 0 ? (
          <div className="md:px-2">
            <EmptyState title={t('empty')} action={<Button onClick={onWrite}>{t('new')}</Button>}>
              {t('emptyHint')}
            </EmptyState>
          </div>
        ) : (
          <ul ref={list}>
            {announcements.map((announcement) => (
              <AnnouncementRow
                key={announcement.id}
                announcement={announcement}
                onEdit={() => setEditing(announcement)}
                onWithdraw={() => setWithdrawing(announcement)}
              />
            ))}
          </ul>
        )}
      </Loaded>
      <MoreButton query={pages}>{t('older')}</MoreButton>
      <AnnouncementDialog
        key={editing?.id ?? ''}
        open={editing !== null}
        onOpenChange={(open) => !open && setEditing(null)}
        announcement={editing}
      />
      <Withdrawing announcement={withdrawing} onDone={() => setWithdrawing(null)} />
    </>
  );
}

interface AnnouncementRowProps {
  announcement: Announcement;
  onEdit: () => void;
  onWithdraw: () => void;
}

function AnnouncementRow({ announcement, onEdit, onWithdraw }: AnnouncementRowProps) {
  const t = useTranslations('announcements');
  const types = useTranslations('system.types');
  const format = useFormatter();
  const now = useNow({ updateInterval: 10_000 });
  const { title, message, type, audience, starts_at, expires_at, author } = announcement;
  const isOver = expires_at !== null && Date.parse(expires_at) <= now.getTime();
  const state = isOver ? 'over' : announcement.status === 'scheduled' ? 'scheduled' : 'published';
  const at = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: 'medium', timeStyle: 'short' });
  const about = [
    t(`audiences.${audience}`),
    t('from', { at: at(starts_at) }),
    ...(expires_at ? [t('until', { at: at(expires_at) })] : []),
    ...(author ? [author.name] : []),
  ];
  return (
    <li className="flex items-start gap-2 border-b border-line py-2 pr-2 pl-4 md:pr-4 md:pl-6">
      <div className="min-w-0 flex-1 py-1">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-list">
          <span className={isOver ? 'text-quiet' : 'font-semibold'}>{title}</span>
          <Badge tone={state === 'published' ? 'ok' : state === 'scheduled' ? 'accent' : 'quiet'}>
            {t(`status.${state}`)}
          </Badge>
          {type !== 'info' && <span className="text-small text-quiet">{types(type)}</span>}
        </p>
        {message !== '' && <p className="line-clamp-2 max-w-prose text-list">{message}</p>}
        <p className="pt-0.5 text-small text-quiet">{about.join(' · ')}</p>
      </div>
      {!isOver && (
        <IconButton label={t('editOne', { title })} onClick={onEdit}>
          <Pencil size={16} aria-hidden />
        </IconButton>
      )}
      <IconButton label={t('withdrawOne', { title })} onClick={onWithdraw}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </li>
  );
}

interface WithdrawingProps {
  announcement: Announcement | null;
  onDone: () => void;
}

function Withdrawing({ announcement, onDone }: WithdrawingProps) {
  const t = useTranslations('announcements');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const withdraw = trpc.system.withdraw.useMutation({
    onSuccess: async () => {
      await utils.system.announcements.invalidate();
      toast(t('withdrawn'));
      onDone();
    },
    onError: (error) => toast(failureText(error), 'error'),
  });
  return (
    <ConfirmDialog
      open={announcement !== null}
      onOpenChange={(open) => !open && onDone()}
      title={t('withdrawTitle', { title: announcement?.title ?? '' })}
      hint={t('withdrawHint')}
      action={t('withdraw')}
      busy={withdraw.isPending}
      onConfirm={() => announcement && withdraw.mutate({ id: announcement.id })}
    />
  );
}
