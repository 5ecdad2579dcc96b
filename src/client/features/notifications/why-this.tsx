import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';

/** Why one was told, and where not and why not. */
export function WhyThis({ notificationId }: { notificationId: string }) {
  const t = useTranslations('notifications');
  const { data: why } = trpc.notifications.why.useQuery({ notificationId }, { retry: false });
  if (!why) return null;
  return (
    <details className="border-t border-line pt-2 text-small text-quiet">
      <summary className="target cursor-pointer">{t('why.title')}</summary>
      {why.reason !== null && <p className="pb-2">{why.reason}</p>}
      <h3 className="sr-only">{t('why.channels')}</h3>
      <dl className="grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1">
        {why.channels.map(({ channel, reason }) => (
          <div key={channel} className="contents">
            <dt>{t(`preferences.channel.${channel}`)}</dt>
            <dd>{reason}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
