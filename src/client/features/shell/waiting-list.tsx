import { useTranslations } from 'use-intl';
import { typedIn, writeKind } from '#client/offline/kept-calls.ts';
import { useWriteQueue } from '#client/offline/offline-context.tsx';
import type { Write } from '#client/offline/write-list.ts';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import { Button } from '#client/ui/button.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';

/** Everything that is written and not stored, word for word, and what can be done about it. */
export function WaitingList({ writes }: { writes: readonly Write[] }) {
  const t = useTranslations('waiting');
  return (
    <div className="max-h-[40dvh] overflow-y-auto border-b border-line bg-raised px-4 pb-2 md:px-6">
      <ul aria-label={t('title')}>
        {writes.map((write) => (
          <WaitingRow key={write.id} write={write} />
        ))}
      </ul>
      <p className="pb-1 text-small text-quiet">{t('hint')}</p>
    </div>
  );
}

function WaitingRow({ write }: { write: Write }) {
  const t = useTranslations('waiting');
  const { again, discard } = useWriteQueue();
  const { id, refusal, overtaken, atMs } = write;
  const typed = typedIn(write);
  return (
    <li className="flex flex-col gap-1 border-t border-line py-3 first:border-0">
      <p className="flex items-baseline gap-2 text-list">
        <span className="font-semibold">{t(`kinds.${writeKind(write)}`)}</span>
        <TimeAgo at={new Date(atMs).toISOString()} className="text-small text-quiet" />
      </p>
      {typed !== null && (
        <p className="max-h-40 overflow-y-auto text-list whitespace-pre-wrap wrap-anywhere">
          {withoutMentionIds(typed)}
        </p>
      )}
      {refusal === null ? (
        <p className="text-small text-quiet">{t('waits')}</p>
      ) : (
        <>
          <p className="text-small text-danger">{refusal === '' ? t('asks') : refusal}</p>
          <div className="flex gap-2 pt-1">
            <Button onClick={() => again(id)}>{overtaken ? t('overtaken') : t('send')}</Button>
            <Button tone="quiet" onClick={() => discard(id)}>
              {t('discard')}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
