import { type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { localInput } from '#client/ui/local-moment.ts';
import { snoozeTimes } from './snooze-times.ts';

interface SnoozeDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSnooze: (until: Date) => void;
}

/** A time of one's own. */
export function SnoozeDialog({ open, onOpenChange, onSnooze }: SnoozeDialogProps) {
  const t = useTranslations('notifications.snoozing');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')}>
      <TimeForm
        onSnooze={(until) => {
          onOpenChange(false);
          onSnooze(until);
        }}
      />
    </Dialog>
  );
}

function TimeForm({ onSnooze }: { onSnooze: (until: Date) => void }) {
  const t = useTranslations('notifications.snoozing');
  const [now] = useState(() => new Date());
  const [value, setValue] = useState(() => localInput(tomorrowOf(now)));
  const [error, setError] = useState<string>();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const until = new Date(value);
    if (!(until.getTime() > Date.now())) return setError(t('past'));
    onSnooze(until);
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className="px-5 pt-4">
        <TextField
          type="datetime-local"
          label={t('time')}
          value={value}
          min={localInput(now)}
          error={error}
          onChange={(event) => {
            setValue(event.target.value);
            setError(undefined);
          }}
        />
      </div>
      <DialogActions>
        <Button tone="primary" type="submit">
          {t('confirm')}
        </Button>
      </DialogActions>
    </form>
  );
}

function tomorrowOf(now: Date): Date {
  return snoozeTimes(now).find(({ choice }) => choice === 'tomorrow')?.at ?? now;
}
