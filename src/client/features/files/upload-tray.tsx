import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from '#client/ui/button.tsx';
import { useUploadStore, useUploads } from './upload-context.tsx';
import { UploadRow } from './upload-row.tsx';

/** The files on their way; it stays while one goes elsewhere. */
export function UploadTray() {
  const t = useTranslations('uploads');
  const store = useUploadStore();
  const uploads = useUploads();
  const [folded, setFolded] = useState(false);
  if (uploads.length === 0) return null;
  const active = uploads.filter(
    ({ state }) => state.name !== 'done' && state.name !== 'failed',
  ).length;
  const failed = uploads.filter(({ state }) => state.name === 'failed').length;
  const title =
    active > 0
      ? t('trayActive', { count: active })
      : failed > 0
        ? t('trayFailed', { count: failed })
        : t('trayDone', { count: uploads.length });
  return (
    <section
      aria-label={t('tray')}
      className="fixed inset-x-2 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-30 overflow-hidden rounded-md border border-line bg-raised shadow-lift md:inset-x-auto md:right-4 md:bottom-4 md:w-96"
    >
      <div className="flex items-center gap-1 border-line py-1 pr-1 pl-3">
        <h2 role="status" className="min-w-0 flex-1 truncate text-list font-semibold">
          {title}
        </h2>
        {active < uploads.length && (
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
      {!folded && (
        <ul className="max-h-64 overflow-y-auto border-t border-line">
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}
