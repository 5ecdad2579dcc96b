import { FileX2, ShieldAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { Picture } from '#client/ui/picture.tsx';
import { extensionOf, FileSheet } from './file-sheet.tsx';

interface FileThumbnailProps {
  file: StoredFile;
  size: '150' | '300' | '600';
  className?: string;
  /** Says the state in words over the picture; off where a column does. */
  withWords?: boolean;
}

/** A file's picture, or what stands for it until there is one. */
export function FileThumbnail({ file, size, className, withWords = true }: FileThumbnailProps) {
  const t = useTranslations('files');
  if (file.status === 'failed' || file.status === 'quarantined') {
    const Sign = file.status === 'failed' ? FileX2 : ShieldAlert;
    return (
      <div
        className={classNames(
          'flex flex-col items-center justify-center gap-1 bg-danger-soft text-danger',
          className,
        )}
      >
        <Sign size={18} aria-hidden />
        {withWords && (
          <span className="px-2 text-center text-small">{t(`status.${file.status}`)}</span>
        )}
      </div>
    );
  }
  if (file.file_type === 'document') {
    return <FileSheet extension={extensionOf(file.original_name)} className={className ?? ''} />;
  }
  const thumbnail = file.thumbnails.find(({ name }) => name === size);
  return (
    <div className={classNames('relative', className)}>
      <Picture
        src={thumbnail?.url ?? null}
        alt={file.alt_text}
        placeholder={file.placeholder}
        className="size-full"
      />
      {file.status === 'processing' && withWords && (
        <span className="absolute inset-x-2 bottom-2 rounded-sm bg-raised px-2 py-0.5 text-center text-small">
          {t('status.processing')}
        </span>
      )}
    </div>
  );
}
