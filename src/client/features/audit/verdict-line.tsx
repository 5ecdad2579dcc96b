import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button } from '#client/ui/button.tsx';

/** Whether the log is whole: what was checked, up to where, and what was found. */
export function VerdictLine() {
  const t = useTranslations('audit');
  const verdict = trpc.audit.verdict.useQuery(undefined, { staleTime: 60_000 });
  return (
    <div className="flex min-h-8 items-center gap-2 pb-1 text-list" role="status">
      {verdict.isPending ? (
        <span className="breathe text-quiet">{t('checking')}</span>
      ) : verdict.error ? (
        <span className="text-danger">{t('notChecked')}</span>
      ) : verdict.data.ok ? (
        <>
          <ShieldCheck size={16} aria-hidden className="shrink-0 text-ok" />
          <span className="text-ok">
            {verdict.data.complete
              ? t('whole', { head: verdict.data.head })
              : t('wholeUpTo', {
                  upTo: String(verdict.data.verified_up_to),
                  head: String(verdict.data.head),
                })}
          </span>
        </>
      ) : (
        <>
          <ShieldAlert size={16} aria-hidden className="shrink-0 text-danger" />
          <strong className="font-semibold text-danger">{t('broken')}</strong>
          <span className="text-danger">{verdict.data.problem}</span>
        </>
      )}
      {!verdict.isPending && (
        <Button tone="quiet" busy={verdict.isFetching} onClick={() => void verdict.refetch()}>
          {t('checkAgain')}
        </Button>
      )}
    </div>
  );
}
