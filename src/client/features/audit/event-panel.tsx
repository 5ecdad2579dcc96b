import { Link } from '@tanstack/react-router';
import { useFormatter, useTranslations } from 'use-intl';
import type { AuditEvent } from '#client/api/types.ts';
import { trpc } from '#client/api/trpc.ts';
import { buttonClass } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { SidePanel } from '#client/ui/side-panel.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { actorName } from './actor-name.ts';
import { ValueView } from './value-view.tsx';

interface EventPanelProps {
  position: number;
  onClose: () => void;
}

/** One event as it stands in the log. */
export function EventPanel({ position, onClose }: EventPanelProps) {
  const t = useTranslations('audit');
  const page = trpc.audit.events.useQuery({ beforePosition: position + 1, limit: 1 });
  const event = page.data?.results.find((one) => one.position === position);
  return (
    <SidePanel
      label={t('eventDetails')}
      title={event ? event.type : t('eventAt', { position: String(position) })}
      onClose={onClose}
    >
      <Loaded
        query={page}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={6} label={t('loading')} />}
      >
        {event ? (
          <EventDetails event={event} />
        ) : (
          <EmptyState title={t('noEvent', { position: String(position) })}>
            {t('noEventHint')}
          </EmptyState>
        )}
      </Loaded>
    </SidePanel>
  );
}

function EventDetails({ event }: { event: AuditEvent }) {
  const t = useTranslations('audit');
  const format = useFormatter();
  const facts: [name: string, value: string, mono?: boolean][] = [
    [t('position'), String(event.position)],
    [
      t('time'),
      format.dateTime(new Date(event.occurred_at), { dateStyle: 'long', timeStyle: 'medium' }),
    ],
    [t('actor'), actorName(event) ?? t('system')],
    [t('stream'), event.stream, true],
    [t('version'), String(event.version)],
    [t('id'), event.id, true],
    [t('hash'), event.hash, true],
  ];
  return (
    <div className="flex flex-col gap-6 p-4">
      <dl>
        {facts.map(([name, value, mono]) => (
          <div
            key={name}
            className="flex gap-4 border-b border-line py-1.5 text-list last:border-0"
          >
            <dt className="w-24 shrink-0 text-quiet">{name}</dt>
            <dd className={mono ? 'min-w-0 font-mono text-small leading-5 break-all' : 'min-w-0'}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <div>
        <Link
          to="/admin/audit/entity/$stream"
          params={{ stream: event.stream }}
          search={(search) => ({ ...search, at: event.position })}
          className={buttonClass()}
        >
          {t('asItWas')}
        </Link>
      </div>
      <section>
        <h3 className="pb-1 text-list font-semibold">{t('data')}</h3>
        <ValueView value={event.data} />
      </section>
      <section>
        <h3 className="pb-1 text-list font-semibold">{t('origin')}</h3>
        <ValueView value={event.metadata} />
      </section>
    </div>
  );
}
