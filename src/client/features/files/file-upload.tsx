import { ImagePlus } from 'lucide-react';
import { useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { useLocale, useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { type AcceptedType, acceptedTypes } from './check-file.ts';
import { useMaxSizeMb } from './use-max-size-mb.ts';
import { useSendFiles } from './use-send-files.ts';
import { UploadRow } from './upload-row.tsx';
import { useUploads } from './upload-context.tsx';

export interface FileUploadProps {
  fileType?: AcceptedType;
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
  fileType = 'image',
  multiple = true,
  maxSize: given,
  onUploadComplete,
  projectId,
  compact = false,
}: FileUploadProps) {
  const t = useTranslations('uploads');
  const locale = useLocale();
  const uploads = useUploads();
  const maxSize = useMaxSizeMb(given);
  const { send, refused, dismiss } = useSendFiles({
    fileType,
    maxSizeMb: maxSize,
    projectId: projectId ?? null,
    onUploadComplete,
  });
  // What was dropped here before this place was on the page is not its own to show.
  const [since] = useState(() => uploads.length);
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    // Checked by us instead: a wrong file gets its own sentence, the good ones go.
    multiple,
    noClick: true,
    noKeyboard: true,
    onDrop: send,
  });
  const mine = compact
    ? []
    : uploads.slice(since).filter((upload) => upload.projectId === (projectId ?? null));
  return (
    <div className="flex flex-col gap-2">
      <div
        {...getRootProps()}
        data-testid="drop-zone"
        className={classNames(
          'flex flex-wrap items-center gap-x-4 gap-y-3 rounded-md border border-dashed px-4 py-4',
          isDragActive ? 'border-accent bg-accent-soft' : 'border-line-strong',
        )}
      >
        <ImagePlus size={22} aria-hidden className={isDragActive ? 'text-accent' : 'text-quiet'} />
        <div className="min-w-40 flex-1">
          <p className="text-list font-semibold">{isDragActive ? t('dropNow') : t('dropHere')}</p>
          <p className="text-small text-quiet">
            {t('limits', { size: formatSize(maxSize * 1_000_000, locale) })}
          </p>
        </div>
        <input
          {...getInputProps()}
          accept={Object.keys(acceptedTypes[fileType].accept).join(',')}
        />
        <Button onClick={open}>{multiple ? t('chooseMany') : t('chooseOne')}</Button>
      </div>
      {refused.length > 0 && (
        <div role="alert" className="flex items-start gap-3 text-list text-danger">
          <ul className="min-w-0 flex-1">
            {refused.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <Button tone="quiet" onClick={dismiss}>
            {t('understood')}
          </Button>
        </div>
      )}
      {mine.length > 0 && (
        <ul className="rounded-md border border-line">
          {mine.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
    </div>
  );
}
