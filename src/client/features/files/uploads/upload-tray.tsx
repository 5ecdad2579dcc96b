import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { useUploads } from './upload-context.tsx';

/* Not part of what a first visit loads. */
const UploadSummary = lazy(async () => ({
  default: (await import('./upload-summary.tsx')).UploadSummary,
}));

/** The files on their way; it stays while one goes elsewhere. */
export function UploadTray() {
  const t = useTranslations('uploads');
  // What goes with a message is shown where the message is written.
  const uploads = useUploads().filter(
    ({ meetingId, place }) => meetingId === null || place === null,
  );
  if (uploads.length === 0) return null;
  return (
    <Suspense>
      <section
        aria-label={t('tray')}
        className="fixed inset-x-2 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-30 overflow-hidden rounded-md border border-line bg-raised shadow-lift md:inset-x-auto md:right-4 md:bottom-4 md:w-104"
      >
        <UploadSummary uploads={uploads} listClassName="max-h-72" foldable />
      </section>
    </Suspense>
  );
}
