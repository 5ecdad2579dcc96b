import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { Button, IconButton } from '#client/ui/button.tsx';
import { formatSize } from '#client/ui/format-size.ts';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { formatTimeLeft } from './time-left.ts';
import { isUnderWay, isWorthRetrying, sentBytesOf, type Upload } from './upload.ts';
import { useUploadStore } from './upload-context.tsx';
import { UploadList } from './upload-list.tsx';

/** All files on their way: how far, how fast, and what can be done about them. */
export function UploadPanel({ uploads }: { uploads: readonly Upload[] }) {
  const t = useTranslations('uploads');
  const store = useUploadStore();
  const [folded, setFolded] = useState(false);
  const count = (...names: Upload['state']['name'][]) =>
    uploads.filter(({ state }) => names.includes(state.name)).length;
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
    <section
      aria-label={t('tray')}
      className="fixed inset-x-2 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-30 overflow-hidden rounded-md border border-line bg-raised shadow-lift md:inset-x-auto md:right-4 md:bottom-4 md:w-104"
    >
      <div className="flex items-center gap-1 py-1 pr-1 pl-3">
        <h2 className="min-w-0 flex-1 truncate text-list font-semibold">
          <span role="status">{title}</span>
        </h2>
        {moving > 0 ? (
          <Button tone="quiet" onClick={() => store.pause()}>
            {t('pauseAll')}
          </Button>
        ) : (
          paused > 0 && (
            <Button tone="quiet" onClick={() => store.resume()}>
              {t('resumeAll')}
            </Button>
          )
        )}
        {underWay.length < uploads.length && (
          <Button tone="quiet" onClick={store.clearFinished}>
            {t('clear')}
          </Button>
        )}
        <IconButton
          label={folded ? t('unfold') : t('fold')}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        >
          {folded ? <ChevronUp size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
        </IconButton>
      </div>
      {underWay.length > 0 && <Together uploads={uploads} speed={store.bytesPerSecond()} />}
      {retriable.length > 1 && (
        <div className="px-1 pb-1">
          <Button
            tone="quiet"
            onClick={() => {
              for (const { id } of retriable) store.retry(id);
            }}
          >
            {t('retryAll')}
          </Button>
        </div>
      )}
      {!folded && <UploadList uploads={uploads} className="max-h-72 border-t border-line" />}
    </section>
  );
}

interface TogetherProps {
  uploads: readonly Upload[];
  speed: number | null;
}

/** All of them as one. What was refused before it was sent has nothing to send. */
function Together({ uploads, speed }: TogetherProps) {
  const t = useTranslations('uploads');
  const locale = useLocale();
  const format = useFormatter();
  const meant = uploads.filter(({ state }) => state.name !== 'failed');
  const size = meant.reduce((sum, { file }) => sum + file.size, 0);
  const sent = meant.reduce((sum, upload) => sum + sentBytesOf(upload), 0);
  const done = meant.filter((upload) => !isUnderWay(upload)).length;
  const parts = [
    t('trayLine', { done: format.number(done), count: format.number(meant.length) }),
    ...(speed === null
      ? []
      : [
          t('traySpeed', { speed: formatSize(speed, locale) }),
          t('timeLeft', { time: formatTimeLeft((size - sent) / speed, locale) }),
        ]),
  ];
  return (
    <div className="px-3 pb-2">
      <ProgressBar label={t('all')} share={sent / Math.max(1, size)} />
      <p className="pt-1 text-small text-quiet">{parts.join(' · ')}</p>
    </div>
  );
}
