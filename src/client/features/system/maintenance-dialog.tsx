import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Maintenance } from '#client/api/types.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextAreaField, TextField } from '#client/ui/field.tsx';
import { changedMoment, localInput, ownTimeZone } from '#client/ui/local-moment.ts';
import { useToast } from '#client/ui/toast.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';
import { maintenanceSchema, type MaintenanceValues } from './announcement-schema.ts';

interface MaintenanceDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The one to be changed; null for a new one. */
  maintenance: Maintenance | null;
}

export function MaintenanceDialog(props: MaintenanceDialogProps) {
  const t = useTranslations('maintenance');
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={props.maintenance ? t('edit') : t('new')}
    >
      <MaintenanceForm {...props} />
    </Dialog>
  );
}

function MaintenanceForm({ maintenance, onOpenChange }: MaintenanceDialogProps) {
  const t = useTranslations('maintenance');
  const toast = useToast();
  const utils = trpc.useUtils();
  const schedule = trpc.system.scheduleMaintenance.useMutation();
  const change = trpc.system.changeMaintenance.useMutation();
  const form = useKeptForm<MaintenanceValues>({
    key: `maintenance.${maintenance?.id ?? ''}`,
    version: maintenance?.version ?? null,
    resolver: zodResolver(maintenanceSchema),
    defaultValues: {
      message: maintenance?.message ?? '',
      startsAt: maintenance ? localInput(new Date(maintenance.starts_at)) : '',
      endsAt: maintenance ? localInput(new Date(maintenance.ends_at)) : '',
    },
  });
  const hasBegun = maintenance?.status === 'in_progress';
  const store = async (values: MaintenanceValues) => {
    const body = {
      message: values.message,
      starts_at: changedMoment(values.startsAt, maintenance?.starts_at) ?? '',
      ends_at: changedMoment(values.endsAt, maintenance?.ends_at) ?? '',
    };
    if (maintenance) {
      const { id, version } = maintenance;
      await change.mutateAsync({ id, version, ...body });
    } else await schedule.mutateAsync(body);
    await utils.system.maintenance.invalidate();
    toast(maintenance ? t('saved') : t('scheduled'));
    onOpenChange(false);
  };
  const zone = ownTimeZone();
  return (
    <DialogForm
      form={form}
      submitLabel={maintenance ? t('save') : t('schedule')}
      onCancel={() => onOpenChange(false)}
      onStore={store}
    >
      <TextAreaField
        label={t('message')}
        error={form.fault('message', t('messageLong'))}
        {...form.register('message')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          type="datetime-local"
          label={t('startsAt')}
          hint={hasBegun ? t('begun') : t('startsAtHint', { zone })}
          error={form.fault('startsAt', t('startMissing'))}
          readOnly={hasBegun}
          {...form.register('startsAt')}
        />
        <TextField
          type="datetime-local"
          label={t('endsAt')}
          error={form.fault('endsAt', t('endTooEarly'))}
          {...form.register('endsAt')}
        />
      </div>
    </DialogForm>
  );
}
