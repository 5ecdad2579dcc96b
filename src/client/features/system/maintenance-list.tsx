import { Pencil, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Maintenance } from '#client/api/types.ts';
import { Badge, type BadgeTone } from '#client/ui/badge.tsx';
import { Button, IconButton } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { MoreButton } from '#client/ui/more-button.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { MaintenanceDialog } from './maintenance-dialog.tsx';

const pageSize = 50;

/** Maintenance that is planned, under way or past, the newest first. */
export function MaintenanceList({ onWrite }: { onWrite: () => void }) {
  const t = useTranslations('maintenance');
  const announcements = useTranslations('announcements');
  const pages = trpc.system.maintenance.useInfiniteQuery(
    { limit: pageSize },
    { getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined },
  );
  const [changing, setChanging] = useState<Maintenance | null>(null);
  const [cancelling, setCancelling] = useState<Maintenance | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const windows = pages.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <>
      <Loaded
        query={pages}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={3} label={announcements('loading')} />}
      >
        {windows.length === 0 ? (
          <div className="md:px-2">
            <EmptyState title={t('empty')} action={<Button onClick={onWrite}>{t('new')}</Button>}>
              {t('emptyHint')}
            </EmptyState>
          </div>
        ) : (
          <ul ref={list}>
            {windows.map((window) => (
              <MaintenanceRow
                key={window.id}
                maintenance={window}
                onChange={() => setChanging(window)}
                onCancel={() => setCancelling(window)}
              />
            ))}
          </ul>
        )}
      </Loaded>
      <MoreButton query={pages}>{announcements('older')}</MoreButton>
      <MaintenanceDialog
        key={changing?.id ?? ''}
        open={changing !== null}
        onOpenChange={(open) => !open && setChanging(null)}
        maintenance={changing}
      />
      <Cancelling maintenance={cancelling} onDone={() => setCancelling(null)} />
    </>
  );
}

const tones: Record<'scheduled' | 'in_progress' | 'ended', BadgeTone> = {
  scheduled: 'accent',
  in_progress: 'warn',
  ended: 'quiet',
};

interface MaintenanceRowProps {
  maintenance: Maintenance;
  onChange: () => void;
  onCancel: () => void;
}

function MaintenanceRow({ maintenance, onChange, onCancel }: MaintenanceRowProps) {
  const t = useTranslations('maintenance');
  const format = useFormatter();
  const { message, starts_at, ends_at, status } = maintenance;
  const state = status === 'cancelled' ? 'ended' : status;
  const window = format.dateTimeRange(new Date(starts_at), new Date(ends_at), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const at = format.dateTime(new Date(starts_at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="flex items-start gap-2 border-b border-line py-2 pr-2 pl-4 md:pr-4 md:pl-6">
      <div className="min-w-0 flex-1 py-1">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-list">
          <span className={state === 'ended' ? 'text-quiet' : 'font-semibold'}>{window}</span>
          <Badge tone={tones[state]}>{t(`status.${state}`)}</Badge>
        </p>
        {message !== '' && <p className="line-clamp-2 max-w-prose text-list">{message}</p>}
      </div>
      {state !== 'ended' && (
        <>
          <IconButton label={t('editOne', { at })} onClick={onChange}>
            <Pencil size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('cancelOne', { at })} onClick={onCancel}>
            <X size={16} aria-hidden />
          </IconButton>
        </>
      )}
    </li>
  );
}

interface CancellingProps {
  maintenance: Maintenance | null;
  onDone: () => void;
}

function Cancelling({ maintenance, onDone }: CancellingProps) {
  const t = useTranslations('maintenance');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const cancel = trpc.system.cancelMaintenance.useMutation({
    onSuccess: async () => {
      await utils.system.maintenance.invalidate();
      toast(t('cancelled'));
      onDone();
    },
    onError: (error) => toast(failureText(error), 'error'),
  });
  return (
    <ConfirmDialog
      open={maintenance !== null}
      onOpenChange={(open) => !open && onDone()}
      title={t('cancelTitle')}
      hint={t('cancelHint')}
      action={t('cancel')}
      keep={t('keep')}
      busy={cancel.isPending}
      onConfirm={() => maintenance && cancel.mutate({ id: maintenance.id })}
    />
  );
}
