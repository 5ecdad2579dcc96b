import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import type { AuditFilters } from './audit-filters.ts';
import { AuditTable } from './audit-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useAuditLog } from './use-audit-log.ts';
import { VerdictLine } from './verdict-line.tsx';

interface AuditPageProps {
  filters: AuditFilters;
  onFilters: (filters: AuditFilters) => void;
  hrefOf: (position: number) => string;
  onOpen: (position: number) => void;
  openPosition: number | undefined;
  panel: ReactNode;
}

/** The log as it was written, with what it rests on. */
export function AuditPage({
  filters,
  onFilters,
  hrefOf,
  onOpen,
  openPosition,
  panel,
}: AuditPageProps) {
  const t = useTranslations('audit');
  const places = useTranslations('places');
  const { query, events, newCount } = useAuditLog(filters);
  const filtered = Object.keys(filters).length > 0;
  const scroller = useRef<HTMLDivElement>(null);
  useListKeys(scroller);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <PageHeader title={places('audit')}>
        <VerdictLine />
        <FilterBar filters={filters} onFilters={onFilters} />
      </PageHeader>
      <div className="flex min-h-0 flex-1">
        <div className="relative flex min-w-0 flex-1 flex-col">
          {newCount > 0 && (
            <div className="border-b border-line bg-accent-soft px-4 py-1 md:px-6">
              <Button
                tone="quiet"
                className="-ml-3 text-accent"
                busy={query.isRefetching}
                onClick={() => {
                  void query.refetch();
                  scroller.current?.scrollTo({ top: 0 });
                }}
              >
                {filtered ? t('newSome') : t('newCount', { count: newCount })}
              </Button>
            </div>
          )}
          <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
            <Loaded
              query={query}
              what={t('notLoaded')}
              skeleton={<SkeletonRows rows={10} label={t('loading')} />}
            >
              {events.length === 0 ? (
                <EmptyState
                  title={filtered ? t('nothingFound') : t('empty')}
                  action={
                    filtered && <Button onClick={() => onFilters({})}>{t('clearFilters')}</Button>
                  }
                >
                  {filtered ? t('nothingFoundHint') : t('emptyHint')}
                </EmptyState>
              ) : (
                <AuditTable
                  events={events}
                  scroller={scroller}
                  hrefOf={hrefOf}
                  onOpen={onOpen}
                  openPosition={openPosition}
                  {...(query.hasNextPage
                    ? { onEnd: () => void (query.isFetching || query.fetchNextPage()) }
                    : {})}
                />
              )}
            </Loaded>
          </div>
        </div>
        {panel}
      </div>
    </div>
  );
}
