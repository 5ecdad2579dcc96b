import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button, IconButton } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { isUnderWay, isWorthRetrying, sentBytesOf, type Upload } from './upload.ts';
import { useUploadStore } from './upload-context.tsx';
import { UploadList } from './upload-list.tsx';
import { usePaceWords } from './use-pace-words.ts';

interface UploadSummaryProps {
  uploads: readonly Upload[];
  /** How high the list may grow. */
  listClassName: string;
  /** Whether the list can be put away. */
  foldable?: boolean;
}

/** Files on their way as one: how far, how fast, what can be done about them; below, each of them. */
export function UploadSummary({ uploads, listClassName, foldable = false }: UploadSummaryProps) {
  const t = useTranslations('uploads');
  const store = useUploadStore();
  const [folded, setFolded] = useState(false);
  const count = (...names: Upload['state']['name'][]) =>
    uploads.filter(({ state }) => names.includes(state.name)).length;
  const ids = uploads.map(({ id }) => id);
  const underWay = uploads.filter(isUnderWay);
  const moving = count('waiting', 'sending', 'stalled');
  const paused = count('paused');
  const failed = uploads.filter(({ state }) => state.name === 'failed');
  const retriable = failed.filter(
    ({ state }) => state.name === 'failed' && isWorthRetrying(state.problem),
  );
  const title =
    count('stalled') > 0
      ? t('trayStalled')
      : moving > 0
        ? t('trayActive', { count: moving })
        : paused > 0
          ? t('trayPaused', { count: paused })
          : count('processing') > 0
            ? t('trayActive', { count: count('processing') })
            : failed.length > 0
              ? t('trayFailed', { count: failed.length })
              : t('trayDone', { count: uploads.length });
  return (
    <>
      <div className="flex min-h-11 items-center gap-1 pr-1 pl-3">
        <h2 className="min-w-0 flex-1 text-list font-semibold">
          <span role="status">{title}</span>
        </h2>
        {foldable && (
          <IconButton
            label={folded ? t('unfold') : t('fold')}
            aria-expanded={!folded}
            onClick={() => setFolded(!folded)}
          >
            {folded ? <ChevronUp size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
          </IconButton>
        )}
      </div>
      {underWay.length > 0 && <Together uploads={uploads} speed={store.bytesPerSecond()} />}
      <div className="flex flex-wrap px-1 pb-1 empty:hidden">
        {moving > 0 ? (
          <Button tone="quiet" className="px-2" onClick={() => store.pause(ids)}>
            {t('pauseAll')}
          </Button>
        ) : (
          paused > 0 && (
            <Button tone="quiet" className="px-2" onClick={() => store.resume(ids)}>
              {t('resumeAll')}
            </Button>
          )
        )}
        {retriable.length > 1 && (
          <Button
            tone="quiet"
            className="px-2"
            onClick={() => {
              for (const { id } of retriable) store.retry(id);
            }}
          >
            {t('retryAll')}
          </Button>
        )}
        {underWay.length < uploads.length && (
          <Button tone="quiet" className="px-2" onClick={() => store.clearFinished(ids)}>
            {t('clear')}
          </Button>
        )}
      </div>
      {!folded && (
        <UploadList
          uploads={uploads}
          className={classNames('border-t border-line', listClassName)}
        />
      )}
    </>
  );
}

interface TogetherProps {
  uploads: readonly Upload[];
  speed: number | null;
}

/** All of them as one. What was refused before it was sent has nothing to send. */
function Together({ uploads, speed }: TogetherProps) {
  const t = useTranslations('uploads');
  const format = useFormatter();
  const pace = usePaceWords();
  const meant = uploads.filter(({ state }) => state.name !== 'failed');
  const size = meant.reduce((sum, { file }) => sum + file.size, 0);
  const sent = meant.reduce((sum, upload) => sum + sentBytesOf(upload), 0);
  const done = meant.filter((upload) => !isUnderWay(upload)).length;
  const parts = [
    t('trayLine', { done: format.number(done), count: format.number(meant.length) }),
    ...pace(size - sent, speed),
  ];
  return (
    <div className="px-3 pb-1">
      <ProgressBar label={t('all')} share={sent / Math.max(1, size)} />
      <p className="pt-1 text-small text-quiet">{parts.join(' · ')}</p>
    </div>
  );
}
