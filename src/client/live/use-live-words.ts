import { useFormatter, useTranslations } from 'use-intl';
import type { LiveTone } from '#client/ui/live-dot.tsx';
import { useLiveStatus } from './live-context.tsx';
import type { LiveStatus } from './live-status.ts';

interface LiveWords {
  tone: LiveTone;
  /** For a bar. */
  short: string;
  /** For a notice. */
  long: string;
}

/** The live status of what concerns oneself, in words. */
export function useLiveWords(): LiveWords {
  return useStatusWords(useLiveStatus());
}

/** A channel's status in words. */
export function useStatusWords(status: LiveStatus): LiveWords {
  const t = useTranslations('live');
  const format = useFormatter();
  switch (status.state) {
    case 'live':
      return { tone: 'ok', short: t('live'), long: t('liveLong') };
    case 'connecting':
      return { tone: 'quiet', short: t('connecting'), long: t('connecting') };
    case 'catching-up':
      return status.behind
        ? {
            tone: 'warn',
            short: t('catchingUpWith', { count: status.behind }),
            long: t('catchingUpWith', { count: status.behind }),
          }
        : { tone: 'warn', short: t('catchingUp'), long: t('catchingUp') };
    case 'stale':
    case 'offline': {
      const since = format.dateTime(status.since, { timeStyle: 'short' });
      return status.state === 'stale'
        ? { tone: 'warn', short: t('stale', { since }), long: t('staleLong', { since }) }
        : { tone: 'danger', short: t('offline'), long: t('offlineLong', { since }) };
    }
    case 'closed':
      return { tone: 'quiet', short: t('closed'), long: t('closed') };
  }
}
