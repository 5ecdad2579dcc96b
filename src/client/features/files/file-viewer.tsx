import { Dialog } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Picture } from '#client/ui/picture.tsx';

interface FileViewerProps {
  file: StoredFile;
  open: boolean;
  onClose: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
}

/** A picture as large as the screen; the arrow keys go on to the next. */
export function FileViewer({ file, open, onClose, onPrevious, onNext }: FileViewerProps) {
  const t = useTranslations('files');
  const actions = useTranslations('actions');
  const onKeyDown = (event: KeyboardEvent) => {
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
          <div className="flex min-h-13 items-center gap-1 pr-2 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-list font-semibold">
              {file.original_name}
            </Dialog.Title>
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
          <Picture
            key={file.id}
            src={file.url}
            alt={file.alt_text || file.original_name}
            placeholder={null}
            fit="contain"
            className="min-h-0 flex-1"
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
