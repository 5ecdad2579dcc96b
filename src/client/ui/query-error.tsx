import { useTranslations } from 'use-intl';
import { problemKind, refusalText } from '#client/api/problem.ts';
import { ErrorState } from './states.tsx';

interface QueryErrorProps {
  error: unknown;
  /** What could not be loaded, as a sentence. */
  what: string;
  onRetry: () => void;
}

/** A list or page that could not be loaded: what happened, what is safe, what to do. */
export function QueryError({ error, what, onRetry }: QueryErrorProps) {
  const t = useTranslations('errors');
  const kind = problemKind(error);
  switch (kind) {
    case 'network':
      return (
        <ErrorState title={what} onRetry={onRetry}>
          {t('networkHint')}
        </ErrorState>
      );
    case 'forbidden':
      return (
        <ErrorState title={t('noAccess')}>{refusalText(error) ?? t('noAccessHint')}</ErrorState>
      );
    case 'not-found':
      return <ErrorState title={t('gone')}>{t('goneHint')}</ErrorState>;
    case 'signed-out':
      return <ErrorState title={t('signedOut')}>{t('signedOutHint')}</ErrorState>;
    case 'refused':
      return <ErrorState title={what}>{refusalText(error)}</ErrorState>;
    case 'server':
      return (
        <ErrorState title={what} onRetry={onRetry}>
          {t('serverHint')}
        </ErrorState>
      );
  }
}
