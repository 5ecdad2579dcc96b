import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Announcement } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { AnnouncementDialog } from './announcement-dialog.tsx';
import { EntryList, EntryRow } from './entry-list.tsx';

const pageSize = 50;

/** All that was announced or will be, the newest first, with what can be done about each. */
export function AnnouncementList() {
  const pages = trpc.system.announcements.useInfiniteQuery(
    { limit: pageSize },
    { getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined },
  );
  const [editing, setEditing] = useState<Announcement | null>(null);
  const [withdrawing, setWithdrawing] = useState<Announcement | null>(null);
  return (
    <>
      <EntryList kind="announcements" query={pages}>
        {(announcement) => (
          <AnnouncementRow
            key={announcement.id}
            announcement={announcement}
            onEdit={() => setEditing(announcement)}
            onWithdraw={() => setWithdrawing(announcement)}
          />
        )}
      </EntryList>
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

const tones = { published: 'ok', scheduled: 'accent', over: 'quiet' } as const;

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
    <EntryRow
      title={title}
      isOver={isOver}
      state={{ tone: tones[state], label: t(`status.${state}`) }}
      note={type === 'info' ? undefined : types(type)}
      message={message}
      about={about.join(' · ')}
    >
      {!isOver && (
        <IconButton label={t('editOne', { title })} onClick={onEdit}>
          <Pencil size={16} aria-hidden />
        </IconButton>
      )}
      <IconButton label={t('withdrawOne', { title })} onClick={onWithdraw}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </EntryRow>
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
