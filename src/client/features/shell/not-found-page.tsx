import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { buttonClass } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/states.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useTranslations('errors');
  return (
    <div className="p-2 md:p-8">
      <EmptyState
        title={t('notFound')}
        action={
          <Link to="/" className={buttonClass()}>
            {t('goHome')}
          </Link>
        }
      >
        {t('notFoundHint')}
      </EmptyState>
    </div>
  );
}
