import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Maintenance } from '#client/api/types.ts';
import { Dialog, FormActions } from '#client/ui/dialog.tsx';
import { TextAreaField, TextField } from '#client/ui/field.tsx';
import { changedMoment, localInput, ownTimeZone } from '#client/ui/local-moment.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
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
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const schedule = trpc.system.scheduleMaintenance.useMutation();
  const change = trpc.system.changeMaintenance.useMutation();
  const { register, handleSubmit, formState, setError } = useForm<MaintenanceValues>({
    resolver: zodResolver(maintenanceSchema),
    defaultValues: {
      message: maintenance?.message ?? '',
      startsAt: maintenance ? localInput(new Date(maintenance.starts_at)) : '',
      endsAt: maintenance ? localInput(new Date(maintenance.ends_at)) : '',
    },
  });
  const hasBegun = maintenance?.status === 'in_progress';
  const submit = handleSubmit(async (values) => {
    const body = {
      message: values.message,
      starts_at: changedMoment(values.startsAt, maintenance?.starts_at) ?? '',
      ends_at: changedMoment(values.endsAt, maintenance?.ends_at) ?? '',
    };
    try {
      if (maintenance) {
        const { id, version } = maintenance;
        await change.mutateAsync({ id, version, ...body });
      } else await schedule.mutateAsync(body);
      await utils.system.maintenance.invalidate();
      toast(maintenance ? t('saved') : t('scheduled'));
      onOpenChange(false);
    } catch (error) {
      setError('root', { message: failureText(error) });
    }
  });
  const { errors } = formState;
  const zone = ownTimeZone();
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <div className="flex flex-col gap-4 px-5 pt-3">
        <TextAreaField
          label={t('message')}
          error={errors.message ? t('messageLong') : errors.root?.message}
          {...register('message')}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            type="datetime-local"
            label={t('startsAt')}
            hint={hasBegun ? t('begun') : t('startsAtHint', { zone })}
            error={errors.startsAt && t('startMissing')}
            readOnly={hasBegun}
            {...register('startsAt')}
          />
          <TextField
            type="datetime-local"
            label={t('endsAt')}
            error={errors.endsAt && t('endTooEarly')}
            {...register('endsAt')}
          />
        </div>
      </div>
      <FormActions onCancel={() => onOpenChange(false)} busy={formState.isSubmitting}>
        {maintenance ? t('save') : t('schedule')}
      </FormActions>
    </form>
  );
}
