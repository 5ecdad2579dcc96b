import { keepPreviousData } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { QueryError } from '#client/ui/query-error.tsx';
import { SidePanel } from '#client/ui/side-panel.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { changedFields } from './changed-fields.ts';
import { PositionPicker } from './position-picker.tsx';
import { ValueView } from './value-view.tsx';

/** More versions than this are reached by typing the position. */
const maxVersions = 200;

interface EntityPanelProps {
  stream: string;
  /** Undefined means now. */
  position: number | undefined;
  onPosition: (position: number) => void;
  onClose: () => void;
}

/** An entity as it was at a position of the log, and what its last event then changed. */
export function EntityPanel({ stream, position, onPosition, onClose }: EntityPanelProps) {
  const t = useTranslations('audit');
  const format = useFormatter();
  const history = trpc.audit.events.useQuery({ stream, limit: maxVersions });
  const events = (history.data?.results ?? []).toReversed();
  const head = history.data?.head;
  const at = position ?? head;
  const current = events.findLast((event) => at !== undefined && event.position <= at);
  const entity = trpc.audit.entity.useQuery(
    { stream, position: at ?? 0 },
    { enabled: at !== undefined, placeholderData: keepPreviousData },
  );
  const before = trpc.audit.entity.useQuery(
    { stream, position: (current?.position ?? 1) - 1 },
    { enabled: current !== undefined && current.version > 1 },
  );
  const changed =
    current && current.version > 1 && entity.data && before.data
      ? changedFields(before.data.state, entity.data.state)
      : undefined;
  const error = history.error ?? entity.error;
  return (
    <SidePanel label={t('asItWas')} title={t('asItWas')} onClose={onClose}>
      <p className="border-b border-line px-4 py-2 font-mono text-small break-all text-quiet">
        {stream}
      </p>
      {error ? (
        <QueryError
          error={error}
          what={t('notLoaded')}
          onRetry={() => {
            void history.refetch();
            void entity.refetch();
          }}
        />
      ) : at === undefined || head === undefined ? (
        <SkeletonRows rows={6} label={t('loading')} />
      ) : events.length === 0 ? (
        <EmptyState title={t('noStream')}>{t('noStreamHint')}</EmptyState>
      ) : (
        <div className="flex flex-col gap-5 p-4">
          <PositionPicker
            positions={events.map((event) => event.position)}
            position={at}
            head={head}
            onPosition={onPosition}
          />
          {current ? (
            <p className="text-list">
              <span className="font-semibold">{current.type}</span>
              <br />
              <span className="text-quiet">
                {format.dateTime(new Date(current.occurred_at), {
                  dateStyle: 'long',
                  timeStyle: 'medium',
                })}{' '}
                ·{' '}
                {t('versionOf', {
                  version: String(current.version),
                  count: String(events.at(-1)?.version ?? 0),
                })}
              </span>
            </p>
          ) : (
            <p className="text-list text-quiet">{t('notYet')}</p>
          )}
          {current && entity.data && (
            <section>
              <h3 className="pb-1 text-list font-semibold">{t('state')}</h3>
              <ValueView value={entity.data.state} {...(changed ? { changed } : {})} />
              {changed && changed.size > 0 && (
                <p className="pt-2 text-small text-quiet">{t('changedHint')}</p>
              )}
            </section>
          )}
        </div>
      )}
    </SidePanel>
  );
}
