import type { ReactNode } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { FileStats } from '#client/api/types.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { Loaded } from '#client/ui/loaded.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { formatNameOf } from '../format-names.ts';
import { BarChart } from './bar-chart.tsx';
import { countedReasons } from './refusal-reasons.ts';
import { ShareList } from './share-list.tsx';

const refreshMs = 60_000;

/** What is stored, how it came to be so much, and what could not be taken: for administrators. */
export function FileStatsPage() {
  const t = useTranslations('fileStats');
  const places = useTranslations('places');
  const stats = trpc.files.stats.useQuery(undefined, { refetchInterval: refreshMs });
  const isEmpty = stats.data?.total_files === 0 && Object.keys(stats.data.errors).length === 0;
  return (
    <>
      <PageHeader title={places('storage')} />
      <Loaded
        query={stats}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={4} label={t('loading')} />}
      >
        {(data) =>
          isEmpty ? (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          ) : (
            <Figures stats={data} />
          )
        }
      </Loaded>
    </>
  );
}

function Figures({ stats }: { stats: FileStats }) {
  const t = useTranslations('fileStats');
  const format = useFormatter();
  const locale = useLocale();
  const size = (bytes: number) => formatSize(bytes, locale);
  const number = (value: number) => format.number(value);
  const day = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), { day: 'numeric', month: 'short' });
  const saved = stats.saved_size ?? 0;
  const stored = stats.stored_size ?? 0;
  return (
    <div className="flex max-w-6xl flex-col gap-8 px-4 py-5 md:px-6">
      <dl className="grid grid-cols-2 gap-x-8 gap-y-5 lg:grid-cols-4">
        <Figure name={t('total')} value={number(stats.total_files)}>
          {t('today', { count: stats.files_today })}
        </Figure>
        <Figure name={t('sent')} value={size(stats.total_size)} />
        <Figure name={t('stored')} value={size(stored)}>
          {t('storedHint')}
        </Figure>
        <Figure name={t('saved')} value={size(saved)}>
          {t('savedShare', {
            share: format.number(saved / Math.max(1, stored + saved), {
              style: 'percent',
              maximumFractionDigits: 1,
            }),
          })}
        </Figure>
      </dl>
      <section>
        <SectionHead title={t('perDay')} />
        <div className="grid gap-8 pt-4 lg:grid-cols-2">
          <BarChart
            label={t('perDayFiles')}
            bars={stats.per_day.map(({ date, files }) => ({
              name: day(date),
              value: files,
              text: number(files),
            }))}
          />
          <BarChart
            label={t('perDayBytes')}
            bars={stats.per_day.map(({ date, bytes }) => ({
              name: day(date),
              value: bytes,
              text: size(bytes),
            }))}
          />
        </div>
        <DayTable days={stats.per_day} day={day} size={size} />
      </section>
      <div className="grid gap-8 md:grid-cols-2">
        <section className="min-w-0">
          <SectionHead title={t('byFormat')} />
          <ShareList shares={formatsOf(stats.by_mime, number)} />
        </section>
        <section className="min-w-0">
          <SectionHead title={t('errors')} />
          <p className="pt-2 text-small text-quiet">{t('errorsHint')}</p>
          <Refused errors={stats.errors} />
        </section>
      </div>
    </div>
  );
}

interface FigureProps {
  name: string;
  value: string;
  children?: ReactNode;
}

function Figure({ name, value, children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-quiet">{name}</dt>
      <dd>
        <span className="block text-display font-semibold">{value}</span>
        {children && <span className="block text-small text-quiet">{children}</span>}
      </dd>
    </div>
  );
}

interface DayTableProps {
  days: FileStats['per_day'];
  day: (date: string) => string;
  size: (bytes: number) => string;
}

/** The same as figures, for those who read rather than look. */
function DayTable({ days, day, size }: DayTableProps) {
  const t = useTranslations('fileStats');
  const format = useFormatter();
  const cell = 'border-b border-line py-1 pr-6 text-right';
  return (
    <details className="pt-2 text-list">
      <summary className="target inline-flex cursor-pointer items-center text-small text-quiet underline underline-offset-2 hover:text-text">
        {t('asTable')}
      </summary>
      <table className="mt-2">
        <thead>
          <tr className="text-small text-quiet">
            <th scope="col" className={`${cell} text-left font-normal`}>
              {t('day')}
            </th>
            <th scope="col" className={`${cell} font-normal`}>
              {t('files')}
            </th>
            <th scope="col" className={`${cell} font-normal`}>
              {t('bytes')}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ date, files, bytes }) => (
            <tr key={date}>
              <th scope="row" className={`${cell} text-left font-normal`}>
                {day(date)}
              </th>
              <td className={cell}>{format.number(files)}</td>
              <td className={cell}>{size(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Old and new Word are one. */
function formatsOf(byMime: FileStats['by_mime'], number: (value: number) => string) {
  const counts = new Map<string, number>();
  for (const [mimeType, count] of Object.entries(byMime)) {
    const name = formatNameOf({ mime_type: mimeType, verdict: { found: mimeType } });
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].map(([name, value]) => ({ name, value, text: number(value) }));
}

function Refused({ errors }: { errors: FileStats['errors'] }) {
  const t = useTranslations('fileStats');
  const format = useFormatter();
  if (Object.keys(errors).length === 0) {
    return <p className="pt-3 text-list text-quiet">{t('noErrors')}</p>;
  }
  const shares = [...countedReasons(errors)].map(([reason, count]) => ({
    name: t(`reasons.${reason}`),
    value: count,
    text: format.number(count),
  }));
  return <ShareList shares={shares} />;
}
