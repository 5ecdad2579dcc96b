import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from './button.tsx';
import { classNames } from './class-names.ts';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** `top` is for the command menu: it must not move while its list grows and shrinks. */
  place?: 'middle' | 'top';
  titleHidden?: boolean;
  className?: string;
}

/** A window over the page; on a phone it sits at the bottom, where the thumb is. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  place = 'middle',
  titleHidden = false,
  className,
}: DialogProps) {
  const t = useTranslations('actions');
  const popup = useRef<HTMLDivElement>(null);
  // The first field, not the closing cross; under a finger that would bring up the keyboard.
  const initialFocus = (openedBy: string) =>
    (openedBy === 'touch' ? null : popup.current?.querySelector<HTMLElement>('input, textarea')) ??
    true;
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Viewport
          className={classNames(
            'fixed inset-0 z-40 flex flex-col items-center overflow-y-auto',
            place === 'middle' && 'md:p-8',
            place === 'top' && 'p-2 md:pt-[12vh]',
          )}
        >
          <BaseDialog.Popup
            ref={popup}
            initialFocus={initialFocus}
            className={classNames(
              'pop w-full max-w-md rounded-md border border-line bg-raised shadow-lift outline-none',
              'pb-[env(safe-area-inset-bottom)] [--inset:1.25rem]',
              // Not by the viewport: what is higher than it could not be scrolled to its top.
              place === 'middle' && 'mt-auto md:my-auto',
              className,
            )}
          >
            <div
              className={
                titleHidden ? 'sr-only' : 'flex items-start justify-between gap-4 px-5 pt-4'
              }
            >
              <BaseDialog.Title className="pt-1 text-title font-semibold">{title}</BaseDialog.Title>
              {!titleHidden && (
                <BaseDialog.Close
                  render={
                    <IconButton label={t('close')} className="-mr-2">
                      <X size={18} aria-hidden />
                    </IconButton>
                  }
                />
              )}
            </div>
            {description && (
              <BaseDialog.Description className="px-5 pt-1 text-list text-quiet">
                {description}
              </BaseDialog.Description>
            )}
            {children}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The buttons at a dialog's end: what happens last, where the eye ends. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 px-5 pt-5 pb-4">{children}</div>;
}

interface FormActionsProps {
  onCancel: () => void;
  busy: boolean;
  disabled?: boolean;
  /** What sending the form does, in a word or two. */
  children: ReactNode;
}

/** The buttons at the end of a form in a dialog. */
export function FormActions({ onCancel, busy, disabled = false, children }: FormActionsProps) {
  const t = useTranslations('actions');
  return (
    <DialogActions>
      <Button tone="quiet" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" tone="primary" busy={busy} disabled={disabled}>
        {children}
      </Button>
    </DialogActions>
  );
}
