import { Camera, FolderUp } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { usePicker } from './use-picker.ts';

interface PickButtonProps {
  onFiles: (files: File[]) => void;
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
