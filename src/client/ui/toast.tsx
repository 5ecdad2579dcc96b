import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { buttonClass, IconButton } from './button.tsx';
import { classNames } from './class-names.ts';

/** Holds the toasts of the whole app; above the bottom bar on a phone. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6000} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-2 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-50 flex flex-col gap-2 md:inset-x-auto md:bottom-4 md:left-1/2 md:w-96 md:-translate-x-1/2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  const t = useTranslations('actions');
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={classNames(
        'pop rounded-md border bg-raised shadow-lift data-limited:hidden',
        toast.type === 'error' ? 'border-danger' : 'border-line',
      )}
    >
      <Toast.Content className="flex items-center gap-3 py-1.5 pr-1.5 pl-4">
        <div className="min-w-0 flex-1 py-1">
          <Toast.Title className="text-list" />
          <Toast.Description className="text-small text-quiet" />
        </div>
        <Toast.Action
          className={buttonClass('quiet', 'font-semibold text-accent hover:text-accent')}
        />
        <Toast.Close
          render={
            <IconButton label={t('close')}>
              <X size={16} aria-hidden />
            </IconButton>
          }
        />
      </Toast.Content>
    </Toast.Root>
  ));
}

/** What can still be done about it. */
export interface ToastAction {
  label: string;
  onSelect: () => void;
}

type ShowToast = (message: string, type?: 'done' | 'error', action?: ToastAction) => void;

/** Says in passing that something was done, or that it was not and why. */
export function useToast(): ShowToast {
  const manager = Toast.useToastManager();
  return (message, type = 'done', action) => {
    const id = manager.add({
      title: message,
      type,
      priority: type === 'error' ? 'high' : 'low',
      ...(action && {
        actionProps: {
          children: action.label,
          onClick: () => {
            manager.close(id);
            action.onSelect();
          },
        },
      }),
    });
  };
}
