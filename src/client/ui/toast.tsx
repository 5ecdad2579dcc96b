import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { buttonClass, IconButton } from './button.tsx';
import { classNames } from './class-names.ts';

/** Holds the toasts of the whole app; above the bottom bar on a phone. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6000} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed print:hidden inset-x-2 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-50 flex flex-col gap-2 md:inset-x-auto md:bottom-4 md:left-1/2 md:w-96 md:-translate-x-1/2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts, close } = Toast.useToastManager<Actions>();
  const t = useTranslations('actions');
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={classNames(
        'pop rounded-md border bg-raised shadow-lift data-limited:hidden',
        borders[toast.type as ToastType],
      )}
    >
      <Toast.Content className="flex flex-wrap items-center gap-x-3 py-1.5 pr-1.5 pl-4">
        <Toast.Title
          className={classNames(
            'min-w-0 py-1 text-list wrap-anywhere',
            // What is to be decided stands below what is said.
            toast.type === 'question' ? 'order-first basis-[calc(100%-3rem)]' : 'flex-1',
          )}
        />
        {toast.data?.actions.map(({ label, onSelect }, index) => (
          <button
            key={label}
            type="button"
            onClick={() => {
              close(toast.id);
              onSelect();
            }}
            className={buttonClass(
              'quiet',
              classNames(
                'order-last font-semibold',
                index === 0 ? 'text-accent hover:text-accent' : 'mr-auto',
              ),
            )}
          >
            {label}
          </button>
        ))}
        <Toast.Close
          // The kit hides it from screen readers while no pointer is over it, and Tab still finds it.
          aria-hidden={false}
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

type ToastType = 'done' | 'error' | 'question';

const borders: Record<ToastType, string> = {
  done: 'border-line',
  error: 'border-danger',
  question: 'border-warn',
};

/** What can still be done about it. */
export interface ToastAction {
  label: string;
  onSelect: () => void;
}

interface Actions {
  actions: readonly ToastAction[];
}

type ShowToast = (message: string, type?: ToastType, ...actions: readonly ToastAction[]) => void;

/**
 * Says in passing that something was done, or that it was not and why. A question stays until it is
 * answered by one of its actions.
 */
export function useToast(): ShowToast {
  const { add } = Toast.useToastManager<Actions>();
  return useCallback(
    (message, type = 'done', ...actions) => {
      add({
        title: message,
        type,
        priority: type === 'error' ? 'high' : 'low',
        ...(type === 'question' && { timeout: 0 }),
        data: { actions },
      });
    },
    [add],
  );
}
