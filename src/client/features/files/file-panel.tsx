import { ChevronLeft, ChevronRight, Download, Maximize2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { signedLinks } from '#client/api/signed-links.ts';
import { trpc } from '#client/api/trpc.ts';
import type { StoredFile } from '#client/api/types.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Badge } from '#client/ui/badge.tsx';
import { buttonClass, IconButton } from '#client/ui/button.tsx';
import { formatSize } from '#client/ui/format-size.ts';
import { QueryError } from '#client/ui/query-error.tsx';
import { SidePanel } from '#client/ui/side-panel.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { isTyping } from '#client/ui/typing.ts';
import { FileThumbnail } from './file-thumbnail.tsx';
import { FileViewer } from './file-viewer.tsx';
import { neighbours } from './neighbours.ts';
import { useFileList } from './use-file-list.ts';

interface FilePanelProps {
  fileId: string;
  projectId?: string;
  onOpen: (fileId: string) => void;
  onClose: () => void;
}

/** One file's details, with the arrow keys to its neighbours in the list. */
export function FilePanel({ fileId, projectId, onOpen, onClose }: FilePanelProps) {
  const t = useTranslations('files');
  const file = trpc.files.get.useQuery({ fileId }, signedLinks);
  const { files } = useFileList(projectId);
  const { previous, next } = neighbours(files, fileId);
  const [viewing, setViewing] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      if (event.key === 'ArrowLeft' && previous) onOpen(previous);
      if (event.key === 'ArrowRight' && next) onOpen(next);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onOpen, previous, next]);

  return (
    <SidePanel
      label={t('details')}
      title={file.data?.original_name}
      onClose={onClose}
      actions={
        <>
          <IconButton
            label={t('previous')}
            disabled={!previous}
            onClick={() => previous && onOpen(previous)}
          >
            <ChevronLeft size={18} aria-hidden />
          </IconButton>
          <IconButton label={t('next')} disabled={!next} onClick={() => next && onOpen(next)}>
            <ChevronRight size={18} aria-hidden />
          </IconButton>
        </>
      }
    >
      {file.error && !file.data ? (
        <QueryError
          error={file.error}
          what={t('fileNotLoaded')}
          onRetry={() => void file.refetch()}
        />
      ) : !file.data ? (
        <div role="status" aria-label={t('loading')} className="flex flex-col gap-3 p-4">
          <Skeleton className="aspect-4/3 w-full rounded-md" />
          <Skeleton className="h-3 w-1/2" />
          <Skeleton className="h-3 w-1/3" />
        </div>
      ) : (
        <>
          <button
            type="button"
            disabled={file.data.status !== 'ready'}
            onClick={() => setViewing(true)}
            aria-label={t('viewLarge')}
            className="m-4 mb-0 block overflow-hidden rounded-md"
            style={{
              aspectRatio:
                file.data.width && file.data.height
                  ? `${file.data.width} / ${file.data.height}`
                  : '4 / 3',
              maxHeight: '60vh',
            }}
          >
            <FileThumbnail file={file.data} size="600" className="size-full" />
          </button>
          <FileFacts file={file.data} onView={() => setViewing(true)} />
          <FileViewer
            file={file.data}
            open={viewing}
            onClose={() => setViewing(false)}
            {...(previous ? { onPrevious: () => onOpen(previous) } : {})}
            {...(next ? { onNext: () => onOpen(next) } : {})}
          />
        </>
      )}
    </SidePanel>
  );
}

function FileFacts({ file, onView }: { file: StoredFile; onView: () => void }) {
  const t = useTranslations('files');
  const locale = useLocale();
  const format = useFormatter();
  const facts: [name: string, value: string][] = [
    [
      t('added'),
      format.dateTime(new Date(file.created_at), { dateStyle: 'long', timeStyle: 'short' }),
    ],
    [t('format'), file.mime_type],
    [t('size'), formatSize(file.file_size, locale)],
    ...(file.width !== null && file.height !== null
      ? [[t('dimensions'), `${file.width} × ${file.height}`] satisfies [string, string]]
      : []),
  ];
  return (
    <div className="flex flex-col gap-4 p-4">
      {file.status === 'ready' ? (
        <div className="flex flex-wrap gap-2">
          <button type="button" className={buttonClass()} onClick={onView}>
            <Maximize2 size={16} aria-hidden />
            {t('viewLarge')}
          </button>
          <a className={buttonClass()} href={file.download_url} download>
            <Download size={16} aria-hidden />
            {t('download')}
          </a>
        </div>
      ) : (
        <p className="text-list text-quiet">{t(`statusHint.${file.status}`)}</p>
      )}
      <p className="flex items-center gap-2 text-list">
        <Avatar name={file.uploaded_by.name} url={file.uploaded_by.avatar_url} size="sm" />
        {file.uploaded_by.name}
        {file.status !== 'ready' && (
          <Badge tone={file.status === 'processing' ? 'quiet' : 'danger'}>
            {t(`status.${file.status}`)}
          </Badge>
        )}
      </p>
      <dl className="border-t border-line">
        {facts.map(([name, value]) => (
          <div key={name} className="flex gap-4 border-b border-line py-1.5 text-list">
            <dt className="w-28 shrink-0 text-quiet">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
        <div className="flex gap-4 py-1.5 text-list">
          <dt className="w-28 shrink-0 text-quiet">SHA-256</dt>
          <dd className="min-w-0 font-mono text-small break-all">{file.sha256}</dd>
        </div>
      </dl>
    </div>
  );
}
