import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { buttonClass } from '#client/ui/button.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { EmptyState } from '#client/ui/states.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useTranslations('errors');
  return (
    <>
      <PageHeader title={t('notFoundTitle')} />
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
    </>
  );
}
