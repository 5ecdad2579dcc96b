import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

/** One's meetings in one's own calendar: an address that only one knows, and can have renewed. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('meetings.feed');
  const actions = useTranslations('actions');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const feed = trpc.meetings.calendarFeed.get.useQuery();
  const [address, setAddress] = useState<string | null>(null);
  const onError = (error: unknown) => toast(failureText(error), 'error');
  const renew = trpc.meetings.calendarFeed.renew.useMutation({
    onSuccess: async ({ path }) => {
      setAddress(new URL(path, window.location.href).href);
      await utils.meetings.calendarFeed.get.invalidate();
    },
    onError,
  });
  const close = trpc.meetings.calendarFeed.close.useMutation({
    onSuccess: async () => {
      setAddress(null);
      await utils.meetings.calendarFeed.get.invalidate();
      toast(t('closed'));
    },
    onError,
  });
  const exists = feed.data?.made_at != null;
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    toast(t('copied'));
  };
  return (
    <Dialog open onOpenChange={onClose} title={t('title')} description={t('hint')}>
      <div className="flex flex-col gap-3 px-5 pt-3">
        {address !== null ? (
          <>
            <TextField
              label={t('address')}
              hint={t('once')}
              readOnly
              value={address}
              onFocus={(event) => event.target.select()}
            />
            <div>
              <Button onClick={() => copy(address).catch(onError)}>{t('copy')}</Button>
            </div>
          </>
        ) : (
          exists && <p className="text-list text-quiet">{t('exists')}</p>
        )}
      </div>
      <DialogActions>
        {exists && (
          <Button tone="danger" busy={close.isPending} onClick={() => close.mutate()}>
            {t('close')}
          </Button>
        )}
        {address === null ? (
          <Button
            tone="primary"
            disabled={!feed.data}
            busy={renew.isPending}
            onClick={() => renew.mutate()}
          >
            {exists ? t('renew') : t('make')}
          </Button>
        ) : (
          <Button tone="primary" onClick={onClose}>
            {actions('close')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
