import { useFormatter, useTranslations } from 'use-intl';
import type { SystemStats } from '#client/api/types.ts';
import { DataTable } from './data-table.tsx';
import { Sparkline } from './sparkline.tsx';

interface LiveFiguresProps {
  stats: SystemStats;
  history: readonly SystemStats[];
}

type Totals = SystemStats['totals'];

const shownRows = 30;

/** The figures that move, each with its run, and all of them as a table. */
export function LiveFigures({ stats, history }: LiveFiguresProps) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const number = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  const ms = (value: number | null) =>
    value === null ? t('none') : t('ms', { value: number(value) });
  const figures: {
    name: string;
    of: (totals: Totals) => number | null;
    text: (v: number) => string;
  }[] = [
    { name: t('sockets'), of: ({ sockets }) => sockets, text: number },
    { name: t('sent'), of: ({ messages }) => messages.sent_per_s, text: number },
    { name: t('received'), of: ({ messages }) => messages.received_per_s, text: number },
    { name: `${t('latency')}, ${t('p95')}`, of: ({ latency_ms }) => latency_ms.p95, text: ms },
  ];
  const { p50, p95, p99 } = stats.totals.latency_ms;
  const minutes = Math.max(1, Math.round((history.length * 2) / 60));
  const shown = (value: number | null, text: (v: number) => string) =>
    value === null ? t('none') : text(value);
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-5 py-4 lg:grid-cols-4">
        {figures.map(({ name, of, text }) => {
          const value = shown(of(stats.totals), text);
          return (
            <div key={name} className="min-w-0">
              <dt className="text-small text-quiet">{name}</dt>
              <dd>
                <span className="block pb-1 text-title font-semibold tabular-nums">{value}</span>
                <Sparkline
                  values={history.map(({ totals }) => of(totals))}
                  label={t('chart', { name, minutes, value })}
                />
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="text-small text-quiet">
        {t('percentiles', { name: t('latency'), p50: ms(p50), p95: ms(p95), p99: ms(p99) })}{' '}
        {t('latencyHint')}
      </p>
      <details className="py-2 text-list">
        <summary className="target inline-flex cursor-pointer items-center text-small text-quiet underline underline-offset-2 hover:text-text">
          {t('asTable')}
        </summary>
        <DataTable
          label={t('live')}
          head={[t('time'), ...figures.map(({ name }) => name)]}
          rows={history
            .slice(-shownRows)
            .toReversed()
            .map(({ at, totals }) => [
              format.dateTime(new Date(at), { timeStyle: 'medium' }),
              ...figures.map(({ of, text }) => shown(of(totals), text)),
            ])}
        />
      </details>
    </>
  );
}
