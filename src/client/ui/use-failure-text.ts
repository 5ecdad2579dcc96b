import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { problemKind, refusalText } from '#client/api/problem.ts';

/**
 * The sentence for something that was asked for and not done. `refused` is the one for a 401 where
 * that is the answer to what was typed (a wrong password) and not the end of a session.
 */
export function useFailureText(refused?: string): (error: unknown) => string {
  const t = useTranslations('errors');
  return useCallback(
    (error) => {
      const kind = problemKind(error);
      if (kind === 'signed-out') return refused ?? t('signedOut');
      if (kind === 'network') return t('network');
      return refusalText(error) ?? t('server');
    },
    [t, refused],
  );
}
