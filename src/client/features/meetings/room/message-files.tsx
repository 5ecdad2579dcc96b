import { FileX2, Paperclip } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { Picture } from '#client/ui/picture.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { useFile } from './use-file.ts';

/** A picture is as high as its place, so that nothing moves when it comes. */
const heightPx = 160;
const leastWidthPx = 80;
const mostWidthPx = 320;

interface MessageFilesProps {
  fileIds: readonly string[];
  onOpen: (file: StoredFile) => void;
}

/** The files of a message: pictures by themselves, others by their name. */
export function MessageFiles({ fileIds, onOpen }: MessageFilesProps) {
  const t = useTranslations('room');
  if (fileIds.length === 0) return null;
  return (
    <ul aria-label={t('files')} className="flex flex-wrap items-start gap-2 py-1">
      {fileIds.map((fileId) => (
        <li key={fileId} className="max-w-full">
          <MessageFile fileId={fileId} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

interface MessageFileProps {
  fileId: string;
  onOpen: (file: StoredFile) => void;
}

function MessageFile({ fileId, onOpen }: MessageFileProps) {
  const t = useTranslations('room');
  const file = useFile(fileId);
  if (file === undefined) return <Skeleton className="h-40 w-48 rounded-md" />;
  if (file === null) {
    return (
      <p className="flex h-10 items-center gap-2 rounded-md border border-line px-3 text-small text-quiet italic">
        <FileX2 size={16} aria-hidden />
        {t('fileGone')}
      </p>
    );
  }
  const { width, height } = file;
  const isPicture = file.file_type === 'image' && (isSound(file) || file.status === 'processing');
  if (!isPicture) return <FileChip file={file} onOpen={() => onOpen(file)} />;
  const asked = Math.round((heightPx * (width ?? 1)) / (height ?? 1));
  const widthPx = Math.min(mostWidthPx, Math.max(leastWidthPx, asked));
  return (
    <button
      type="button"
      aria-label={t('openFile', { name: file.alt_text || file.original_name })}
      onClick={() => onOpen(file)}
      className="block max-w-full overflow-hidden rounded-md border border-line bg-sunken"
      style={{ width: widthPx, height: heightPx }}
    >
      <Picture
        src={file.thumbnails.find(({ name }) => name === '300')?.url ?? null}
        alt=""
        placeholder={file.placeholder}
        className="size-full"
      />
    </button>
  );
}

function FileChip({ file, onOpen }: { file: StoredFile; onOpen: () => void }) {
  const t = useTranslations('files');
  const locale = useLocale();
  return (
    <button
      type="button"
      onClick={onOpen}
      className="target flex max-w-full items-center gap-2 rounded-md border border-line bg-raised px-3 text-left text-list hover:border-line-strong"
    >
      <Paperclip size={16} aria-hidden className="shrink-0 text-quiet" />
      <span className="min-w-0 truncate">{file.original_name}</span>
      <span className="shrink-0 text-small text-quiet">
        {isSound(file) ? formatSize(file.file_size, locale) : t(`status.${file.status}`)}
      </span>
    </button>
  );
}

function isSound({ status }: StoredFile): boolean {
  return status === 'ready';
}
