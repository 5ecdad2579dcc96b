import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';

interface EmptyStateProps {
  title: string;
  /** What to do first. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex max-w-md flex-col items-start gap-2 px-(--inset) py-8">
      <h2 className="text-read font-semibold">{title}</h2>
      {children && <p className="text-list text-quiet">{children}</p>}
      {action && <div className="pt-2">{action}</div>}
    </div>
  );
}

interface ErrorStateProps {
  /** What happened. */
  title: string;
  /** What is safe, and what to do. */
  children?: ReactNode;
  onRetry?: (() => void) | undefined;
}

/** Something failed: what happened, what is safe, what to do. */
export function ErrorState({ title, children, onRetry }: ErrorStateProps) {
  const t = useTranslations('actions');
  return (
    <div role="alert" className="flex max-w-md flex-col items-start gap-2 px-(--inset) py-8">
      <h2 className="text-read font-semibold">{title}</h2>
      {children && <p className="text-list text-quiet">{children}</p>}
      {onRetry && (
        <Button className="mt-2" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      )}
    </div>
  );
}
