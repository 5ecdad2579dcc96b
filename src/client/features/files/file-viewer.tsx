import { Dialog } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { FilePreview } from './preview/file-preview.tsx';

interface FileViewerProps {
  file: StoredFile;
  open: boolean;
  onClose: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
}

/** A file as large as the screen; the arrow keys go on to the next. */
export function FileViewer({ file, open, onClose, onPrevious, onNext }: FileViewerProps) {
  const t = useTranslations('files');
  const actions = useTranslations('actions');
  const onKeyDown = (event: KeyboardEvent) => {
    // In a table or a page that scrolls sideways the arrows are its own.
    if (event.target instanceof Element && event.target.closest('[role=table]')) return;
    if (event.key === 'ArrowLeft') onPrevious?.();
    if (event.key === 'ArrowRight') onNext?.();
  };
  return (
    <Dialog.Root open={open} onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Popup
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-40 flex flex-col bg-sunken outline-none"
        >
          <div className="flex min-h-13 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-list font-semibold">
              {file.original_name}
            </Dialog.Title>
            <IconButton
              label={t('download')}
              nativeButton={false}
              render={
                <a href={file.download_url} download>
                  <Download size={18} aria-hidden />
                </a>
              }
            />
            <IconButton label={t('previous')} disabled={!onPrevious} onClick={onPrevious}>
              <ChevronLeft size={18} aria-hidden />
            </IconButton>
            <IconButton label={t('next')} disabled={!onNext} onClick={onNext}>
              <ChevronRight size={18} aria-hidden />
            </IconButton>
            <Dialog.Close
              render={
                <IconButton label={actions('close')}>
                  <X size={18} aria-hidden />
                </IconButton>
              }
            />
          </div>
          <FilePreview file={file} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
