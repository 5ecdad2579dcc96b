import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { alertText } from '#domain/system/alert.conditions.ts';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import { Badge } from '#client/ui/badge.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { useSystemNow } from './use-system-now.ts';

/** What the product itself found wrong and nobody has mended yet. */
export function OpenAlerts() {
  const t = useTranslations('overview');
  const { locale: language } = useLanguage();
  const { alerts, loaded } = useSystemNow();
  return (
    <section aria-label={t('alerts')}>
      <SectionHead title={t('alerts')} />
      {alerts.length === 0 ? (
        <p className="py-3 text-list text-quiet">{loaded ? t('quiet') : t('notKnown')}</p>
      ) : (
        <ul>
          {alerts.map(({ id, code, severity, params, raised_at }) => {
            const { title, message } = alertText(code, language, params);
            return (
              <li key={id} className="border-b border-line py-3 text-list">
                <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                  <Badge tone={severity === 'critical' ? 'danger' : 'warn'}>
                    {t(`severity.${severity}`)}
                  </Badge>
                  <span className="font-semibold">{title}</span>
                  <TimeAgo at={raised_at} className="text-small text-quiet" />
                </p>
                <p className="max-w-prose pt-1 text-quiet">{message}</p>
                {code === 'template.broken' && (
                  <Link
                    to="/admin/templates/$template"
                    params={{ template: String(params.template) }}
                    className="target inline-flex items-center text-accent hover:underline"
                  >
                    {t('openTemplate')}
                  </Link>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
