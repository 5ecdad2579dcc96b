import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { QueryError } from '#client/ui/query-error.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';

const sentences = {
  'file.added': 'added',
  'file.ready': 'ready',
  'file.failed': 'failed',
  'file.quarantined': 'quarantined',
  'file.updated': 'updated',
  'file.scanned': 'scanned',
  'file.scan_delayed': 'delayed',
  'file.removed': 'removed',
  'file.restored': 'restored',
} as const;

/** What happened to a file, latest first. */
export function FileHistory({ fileId }: { fileId: string }) {
  const t = useTranslations('files');
  const said = useTranslations('files.said');
  const history = trpc.files.history.useQuery({ fileId });
  if (history.error && !history.data) {
    return (
      <QueryError
        error={history.error}
        what={t('historyNotLoaded')}
        onRetry={() => void history.refetch()}
      />
    );
  }
  const entries = (history.data ?? []).flatMap((entry) => {
    const sentence = isTold(entry.type) ? sentences[entry.type] : null;
    return sentence === null ? [] : [{ ...entry, sentence }];
  });
  return (
    <section>
      <SectionHead title={t('history')} />
      <ul className="pt-2" aria-busy={history.isPending}>
        {entries.map(({ version, sentence, actor, created_at: at, name }) => (
          <li key={version} className="flex items-baseline gap-3 py-1 text-list">
            <span className="min-w-0 flex-1">
              {name === null
                ? said(sentence, { who: actor?.name ?? said('product') })
                : said('renamed', { who: actor?.name ?? said('product'), name })}
            </span>
            <TimeAgo at={at} className="shrink-0 text-small text-quiet" />
          </li>
        ))}
      </ul>
    </section>
  );
}

function isTold(type: string): type is keyof typeof sentences {
  return Object.hasOwn(sentences, type);
}
