import { lazy, Suspense } from 'react';
import { useUploads } from './upload-context.tsx';

/* Not part of what a first visit loads. */
const UploadPanel = lazy(async () => ({
  default: (await import('./upload-panel.tsx')).UploadPanel,
}));

/** The files on their way; it stays while one goes elsewhere. */
export function UploadTray() {
  // What goes with a message is shown where the message is written.
  const uploads = useUploads().filter(
    ({ meetingId, place }) => meetingId === null || place === null,
  );
  if (uploads.length === 0) return null;
  return (
    <Suspense>
      <UploadPanel uploads={uploads} />
    </Suspense>
  );
}
