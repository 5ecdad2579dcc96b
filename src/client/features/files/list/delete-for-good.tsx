import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';

interface DeleteForGoodProps {
  count: number;
  onDelete: () => Promise<void>;
}

/** Nothing brings these back, so it asks first. */
export function DeleteForGood({ count, onDelete }: DeleteForGoodProps) {
  const t = useTranslations('files');
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const confirmed = async () => {
    setBusy(true);
    await onDelete();
    setBusy(false);
    setOpen(false);
  };
  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>
        <Trash2 size={16} aria-hidden />
        {t('deleteForGood')}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t('deleteForGoodTitle', { count })}
        hint={t('deleteForGoodHint')}
        action={t('deleteForGood')}
        busy={busy}
        onConfirm={() => void confirmed()}
      />
    </>
  );
}
