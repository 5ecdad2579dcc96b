import { FilePlus2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { acceptOf, formatNames } from '../format-names.ts';
import { DropWords } from './drop-words.tsx';
import { CameraButton, FolderButton } from './pick-buttons.tsx';
import type { UploadType } from './upload.ts';
import { useUploads } from './upload-context.tsx';
import { useDrop } from './use-drop.ts';
import { limitInBytes, useIntake } from './use-intake.ts';
import { usePaste } from './use-paste.ts';
import { usePicker } from './use-picker.ts';
import { useSendFiles } from './use-send-files.ts';

/* Only once something is on its way. */
const UploadSummary = lazy(async () => ({
  default: (await import('./upload-summary.tsx')).UploadSummary,
}));

export interface FileUploadProps {
  /** Unset, everything that the server takes. */
  fileType?: 'image' | 'document';
  multiple?: boolean;
  /** In MB; unset, what the server accepts. */
  maxSize?: number;
  onUploadComplete?: (files: StoredFile[]) => void;
  /** The project the files go into; without one they are the sender's own. */
  projectId?: string;
  /** Leaves the progress to the upload tray, where there is one on the page. */
  compact?: boolean;
}

/** A place to drop files on: checked here, sent with real progress, each with its own outcome. */
export function FileUpload({
  fileType,
  multiple = true,
  maxSize,
  onUploadComplete,
  projectId,
  compact = false,
}: FileUploadProps) {
  const t = useTranslations('uploads');
  const locale = useLocale();
  const uploads = useUploads();
  const type: UploadType = fileType ?? null;
  const intake = useIntake(type, maxSize);
  const target = { fileType: type, projectId: projectId ?? null };
  const { send, place } = useSendFiles({ ...target, intake, multiple, onUploadComplete });
  usePaste(send, true);
  const drop = useDrop(send);
  const picker = usePicker(send);
  const isMine = (upload: (typeof uploads)[number]) =>
    upload.place === place ||
    // What an earlier page left is shown where it was sent from.
    (upload.place === null &&
      upload.meetingId === null &&
      upload.projectId === target.projectId &&
      upload.fileType === target.fileType);
  const mine = compact ? [] : uploads.filter(isMine);
  return (
    <div className="flex flex-col gap-2">
      <div
        {...drop.props}
        data-testid="drop-zone"
        className={classNames(
          'flex flex-wrap items-center gap-x-4 gap-y-3 rounded-md border border-dashed px-4 py-4',
          drop.isOver ? 'border-accent bg-accent-soft' : 'border-line-strong',
        )}
      >
        <FilePlus2 size={22} aria-hidden className={drop.isOver ? 'text-accent' : 'text-quiet'} />
        <div className="min-w-40 flex-1">
          {drop.isOver ? (
            <p className="text-list font-semibold">{t('dropNow')}</p>
          ) : (
            <DropWords type={type} />
          )}
          {intake.map((rules) => (
            <p
              key={rules.type}
              className={classNames('text-small text-quiet', compact && 'max-sm:hidden')}
            >
              {t('limit', {
                formats: formatNames(rules.formats, locale),
                size: formatSize(limitInBytes(rules.maxSizeBytes), locale),
              })}
            </p>
          ))}
        </div>
        <input
          {...picker.props}
          multiple={multiple}
          aria-label={t('choose', { many: String(multiple) })}
          // The system's own window shows what fits; what is chosen all the same gets its sentence.
          accept={acceptOf(intake.flatMap(({ formats }) => formats))}
        />
        <div className="flex flex-wrap gap-2 max-sm:grid max-sm:w-full max-sm:[&_button]:w-full">
          {fileType !== 'document' && <CameraButton onFiles={send} />}
          {multiple && <FolderButton onFiles={send} />}
          <Button onClick={picker.open}>{t('choose', { many: String(multiple) })}</Button>
        </div>
      </div>
      {mine.length > 0 && (
        <Suspense>
          <section aria-label={t('tray')} className="overflow-hidden rounded-md border border-line">
            <UploadSummary uploads={mine} listClassName="max-h-96" />
          </section>
        </Suspense>
      )}
    </div>
  );
}
