import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { QueryError } from '#client/ui/query-error.tsx';

/** A page that could not be shown. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const t = useTranslations('errors');
  const router = useRouter();
  return (
    <div className="p-2 md:p-8">
      <QueryError
        error={error}
        what={t('page')}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}
