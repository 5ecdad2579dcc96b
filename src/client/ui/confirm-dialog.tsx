import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What follows from it. */
  hint: string;
  /** What happens, in a word or two. */
  action: string;
  /** What leaves things as they are; by default "Cancel". */
  keep?: string;
  busy: boolean;
  onConfirm: () => void;
  /** What there is to choose before. */
  children?: ReactNode;
}

/** Asks once more before something that others notice. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const actions = useTranslations('actions');
  const { open, onOpenChange, title, hint, action, keep = actions('cancel') } = props;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={hint}>
      {props.children}
      <DialogActions>
        <Button tone="quiet" onClick={() => onOpenChange(false)}>
          {keep}
        </Button>
        <Button tone="danger" busy={props.busy} onClick={props.onConfirm}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
