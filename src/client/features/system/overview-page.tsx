import type { ReactNode } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import type { SystemStats } from '#client/api/types.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { PageHeader } from '#client/ui/page-header.tsx';
import { QueryError } from '#client/ui/query-error.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { DataTable } from './data-table.tsx';
import { LiveFigures } from './live-figures.tsx';
import { OpenAlerts } from './open-alerts.tsx';
import { useLiveStats } from './use-live-stats.ts';

/** How the product is, at a glance: what needs somebody, then the figures behind it. */
export function OverviewPage() {
  const t = useTranslations('overview');
  const places = useTranslations('places');
  const { stats, history, error, retry } = useLiveStats();
  return (
    <>
      <PageHeader title={places('overview')} />
      <div className="flush flex flex-col gap-8 px-4 py-4 md:px-6">
        <OpenAlerts />
        {stats ? (
          <Figures stats={stats} history={history} />
        ) : error ? (
          <QueryError error={error} what={t('notLoaded')} onRetry={retry} />
        ) : (
          <SkeletonRows rows={4} label={t('loading')} />
        )}
      </div>
    </>
  );
}

function Figures({ stats, history }: { stats: SystemStats; history: readonly SystemStats[] }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const number = (value: number) => format.number(value);
  const { totals, log } = stats;
  const channels = [...new Set(totals.connections.map(({ channel }) => channel))];
  const countOf = (channel: string, transport: 'plain' | 'trpc') =>
    number(
      totals.connections.find((one) => one.channel === channel && one.transport === transport)
        ?.count ?? 0,
    );
  return (
    <>
      <section>
        <SectionHead
          title={t('live')}
          end={
            <span className="text-small text-quiet tabular-nums">
              {t('asOf', { at: format.dateTime(new Date(stats.at), { timeStyle: 'medium' }) })}
            </span>
          }
        />
        <LiveFigures stats={stats} history={history} />
      </section>
      <div className="grid gap-8 lg:grid-cols-2">
        <Part title={t('connections')}>
          {channels.length === 0 ? (
            <p className="py-3 text-list text-quiet">{t('nobody')}</p>
          ) : (
            <DataTable
              label={t('connections')}
              head={[t('channel'), t('trpc'), t('plain')]}
              rows={channels.map((channel) => [
                isKnown(channel) ? t(`channels.${channel}`) : channel,
                countOf(channel, 'trpc'),
                countOf(channel, 'plain'),
              ])}
            />
          )}
        </Part>
        <Part title={t('log')}>
          <DataTable
            label={t('log')}
            head={[t('figure'), t('count')]}
            rows={[
              [t('head'), number(log.head)],
              [t('outbox'), number(log.outbox)],
              [t('readModels'), number(log.read_models)],
              ...log.reactions.map(({ name, behind }) => [t('reaction', { name }), number(behind)]),
            ]}
          />
        </Part>
        <Part title={t('sinceStart')}>
          <SinceStart totals={totals} />
        </Part>
        <Part title={t('servers')}>
          <Servers stats={stats} />
        </Part>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <SectionHead title={title} />
      {children}
    </section>
  );
}

const channelNames = ['user', 'project', 'meeting', 'system', 'audit'] as const;

function isKnown(channel: string): channel is (typeof channelNames)[number] {
  return channelNames.some((name) => name === channel);
}

function SinceStart({ totals }: { totals: SystemStats['totals'] }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const { resumed, slow_readers_closed, refused, uploads } = totals;
  const rows: [string, number][] = [
    ...(['memory', 'log', 'snapshot_required'] as const).map((from): [string, number] => [
      `${t('resumes')} ${t(`resumed.${from}`)}`,
      resumed[from],
    ]),
    [t('slowReaders'), slow_readers_closed],
    ...Object.entries(refused).map(([reason, count]): [string, number] => [
      t('with', { name: t('refused'), what: reason }),
      count,
    ]),
    [t('with', { name: t('uploads'), what: t('uploadsAccepted') }), uploads.accepted],
    ...Object.entries(uploads.refused).map(([code, count]): [string, number] => [
      t('with', { name: t('uploads'), what: code }),
      count,
    ]),
  ];
  return (
    <DataTable
      label={t('sinceStart')}
      head={[t('figure'), t('count')]}
      rows={rows.map(([name, count]) => [name, format.number(count)])}
    />
  );
}

function Servers({ stats }: { stats: SystemStats }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const locale = useLocale();
  return (
    <DataTable
      label={t('servers')}
      head={[t('server'), t('running'), t('sockets'), `${t('latency')}, ${t('p95')}`, t('memory')]}
      rows={stats.servers.map((server) => [
        server.name,
        format.dateTime(new Date(server.started_at), {
          day: 'numeric',
          month: 'short',
          hour: '2-digit',
          minute: '2-digit',
        }),
        format.number(server.sockets),
        server.latency_ms.p95 === null
          ? t('none')
          : t('ms', { value: format.number(server.latency_ms.p95) }),
        formatSize(server.memory_bytes, locale),
      ])}
    />
  );
}
