import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { buttonClass } from '#client/ui/button.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { EmptyState } from '#client/ui/states.tsx';

/** A page that exists, but not for this person. */
export function NoRightsPage() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('shell.administration')} />
      <EmptyState
        title={t('errors.forbidden')}
        action={
          <Link to="/" className={buttonClass()}>
            {t('errors.goHome')}
          </Link>
        }
      >
        {t('errors.forbiddenHint')}
      </EmptyState>
    </>
  );
}
