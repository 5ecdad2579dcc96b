import { Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Maintenance } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { EntryList, EntryRow } from './entry-list.tsx';
import { MaintenanceDialog } from './maintenance-dialog.tsx';

const pageSize = 50;

/** Maintenance that is planned, under way or past, the newest first. */
export function MaintenanceList() {
  const pages = trpc.system.maintenance.useInfiniteQuery(
    { limit: pageSize },
    { getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined },
  );
  const [changing, setChanging] = useState<Maintenance | null>(null);
  const [cancelling, setCancelling] = useState<Maintenance | null>(null);
  return (
    <>
      <EntryList kind="maintenance" query={pages}>
        {(window) => (
          <MaintenanceRow
            key={window.id}
            maintenance={window}
            onChange={() => setChanging(window)}
            onCancel={() => setCancelling(window)}
          />
        )}
      </EntryList>
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

const tones = { scheduled: 'accent', in_progress: 'warn', ended: 'quiet' } as const;

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
    <EntryRow
      title={window}
      isOver={state === 'ended'}
      state={{ tone: tones[state], label: t(`status.${state}`) }}
      message={message}
    >
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
    </EntryRow>
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
