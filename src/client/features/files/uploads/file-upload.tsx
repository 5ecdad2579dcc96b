import { FilePlus2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { acceptOf, formatNames } from '../format-names.ts';
import { CameraButton, FolderButton } from './pick-buttons.tsx';
import type { UploadType } from './upload.ts';
import { useUploads } from './upload-context.tsx';
import { useDrop } from './use-drop.ts';
import { limitInBytes, useIntake } from './use-intake.ts';
import { usePaste } from './use-paste.ts';
import { usePicker } from './use-picker.ts';
import { useSendFiles } from './use-send-files.ts';

/* Only once something is on its way. */
const UploadList = lazy(async () => ({ default: (await import('./upload-list.tsx')).UploadList }));

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

const words = { image: 'dropPictures', document: 'dropDocuments' } as const;

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
          <p className="text-list font-semibold">
            {drop.isOver ? t('dropNow') : t(fileType ? words[fileType] : 'dropHere')}
          </p>
          {intake.map((rules) => (
            <p key={rules.type} className="text-small text-quiet">
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
        <div className="flex flex-wrap gap-2">
          {fileType !== 'document' && <CameraButton onFiles={send} />}
          {multiple && <FolderButton onFiles={send} />}
          <Button onClick={picker.open}>{t('choose', { many: String(multiple) })}</Button>
        </div>
      </div>
      {mine.length > 0 && (
        <Suspense>
          <UploadList uploads={mine} className="max-h-96 rounded-md border border-line" />
        </Suspense>
      )}
    </div>
  );
}
