import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Session } from '#client/api/types.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { describeUserAgent } from './user-agent.ts';

/** Where one is signed in, and how to end it there. */
export function SessionList() {
  const t = useTranslations('settings');
  const sessions = trpc.sessions.list.useQuery();
  return (
    <Loaded
      query={sessions}
      what={t('sessionsNotLoaded')}
      skeleton={<SkeletonRows rows={2} label={t('sessionsLoading')} />}
    >
      {(data) => (
        <ul className="border-t border-line">
          {data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function SessionRow({ session }: { session: Session }) {
  const t = useTranslations('settings');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const end = trpc.sessions.end.useMutation({
    onSuccess: async () => {
      await utils.sessions.list.invalidate();
      toast(t('sessionEnded'));
    },
    onError: (error) => toast(failureText(error), 'error'),
  });
  const { browser, system } = describeUserAgent(session.user_agent ?? '');
  const device =
    session.client === 'api'
      ? t('apiClient')
      : browser && system
        ? t('browserOn', { browser, system })
        : (browser ?? system ?? t('unknownDevice'));
  return (
    <li className="flex items-center gap-3 border-b border-line py-2.5">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 text-list">
          {device}
          {session.current && <Badge tone="ok">{t('thisDevice')}</Badge>}
        </div>
        <div className="text-small text-quiet">
          {t('since')} <TimeAgo at={session.started_at} />
          {session.ip && ` · ${session.ip}`}
        </div>
      </div>
      {!session.current && (
        <Button
          tone="danger"
          busy={end.isPending}
          onClick={() => end.mutate({ sessionId: session.id })}
        >
          {t('endSession')}
        </Button>
      )}
    </li>
  );
}
