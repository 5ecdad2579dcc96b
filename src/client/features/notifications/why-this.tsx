import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';

interface WhyThisProps {
  notificationId: string;
}

/** Why one was told, and where not and why not: opened by who wants to know. */
export function WhyThis({ notificationId }: WhyThisProps) {
  const t = useTranslations('notifications');
  return (
    <details className="border-t border-line pt-2 text-small text-quiet">
      <summary className="target cursor-pointer">{t('why.title')}</summary>
      <WhyWords notificationId={notificationId} />
    </details>
  );
}

/** The answer. */
export function WhyWords({ notificationId }: WhyThisProps) {
  const t = useTranslations('notifications');
  const why = trpc.notifications.why.useQuery({ notificationId }, { retry: false });
  if (why.error && !why.data) return <p>{t('why.notLoaded')}</p>;
  if (!why.data) return <p aria-busy="true">…</p>;
  const { reason, channels } = why.data;
  return (
    <>
      {reason !== null && <p className="pb-2">{reason}</p>}
      <h3 className="sr-only">{t('why.channels')}</h3>
      <dl className="grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1">
        {channels.map(({ channel, reason: outcome }) => (
          <div key={channel} className="contents">
            <dt>{t(`channel.${channel}`)}</dt>
            <dd>{outcome}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
