import { Camera, FolderUp } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';

interface PickButtonProps {
  onFiles: (files: File[]) => void;
}

/** Opens the browser's own window to choose from, with an input that nobody sees. */
function usePicker(onFiles: PickButtonProps['onFiles']) {
  const input = useRef<HTMLInputElement>(null);
  const props = {
    ref: input,
    type: 'file',
    hidden: true,
    tabIndex: -1,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      onFiles([...(event.target.files ?? [])]);
      // The same again is a change too.
      event.target.value = '';
    },
  } as const;
  return { props, open: () => input.current?.click() };
}

/** A whole folder, with those inside it. */
export function FolderButton({ onFiles }: PickButtonProps) {
  const t = useTranslations('uploads');
  const { props, open } = usePicker(onFiles);
  return (
    // Under a finger there are no folders to choose.
    <span className="pointer-coarse:hidden">
      {/* Known to every browser, and to React's types not yet. */}
      <input {...props} {...{ webkitdirectory: '' }} aria-label={t('folder')} />
      <Button onClick={open}>
        <FolderUp size={16} aria-hidden />
        {t('folder')}
      </Button>
    </span>
  );
}

/** The camera of a phone or a tablet. */
export function CameraButton({ onFiles }: PickButtonProps) {
  const t = useTranslations('uploads');
  const { props, open } = usePicker(onFiles);
  return (
    <span className="pointer-fine:hidden">
      <input {...props} accept="image/*" capture="environment" aria-label={t('camera')} />
      <Button onClick={open}>
        <Camera size={16} aria-hidden />
        {t('camera')}
      </Button>
    </span>
  );
}
