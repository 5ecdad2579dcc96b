import {
  ArchiveRestore,
  ChevronLeft,
  ChevronRight,
  Download,
  Maximize2,
  Trash2,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { signedLinks } from '#client/api/signed-links.ts';
import { trpc } from '#client/api/trpc.ts';
import type { StoredFile } from '#client/api/types.ts';
import { useChangeableFiles } from '#client/app/use-changeable-files.ts';
import { Button, buttonClass, IconButton } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { SidePanel } from '#client/ui/side-panel.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { isTyping } from '#client/ui/typing.ts';
import { FileThumbnail } from '../file-thumbnail.tsx';
import { FileViewer } from '../file-viewer.tsx';
import { DeleteForGood } from '../list/delete-for-good.tsx';
import type { FileFilters } from '../list/file-filters.ts';
import { useFileActions } from '../list/use-file-actions.ts';
import { useFileList } from '../list/use-file-list.ts';
import { neighbours } from '../neighbours.ts';
import { ShareButton } from '../shares/share-button.tsx';
import { FileEdit } from './file-edit.tsx';
import { FileFacts } from './file-facts.tsx';
import { FileHistory } from './file-history.tsx';
import { FileVerdict } from './file-verdict.tsx';

interface FilePanelProps {
  fileId: string;
  projectId?: string;
  /** Those of the list beside it. */
  filters: FileFilters;
  onOpen: (fileId: string) => void;
  onClose: () => void;
}

/** One file's details, with the arrow keys to its neighbours in the list. */
export function FilePanel(props: FilePanelProps) {
  const { fileId, projectId, filters, onOpen, onClose } = props;
  const t = useTranslations('files');
  const file = trpc.files.get.useQuery({ fileId }, signedLinks);
  const { files } = useFileList(projectId, filters);
  const { previous, next } = neighbours(files, fileId);
  const readOnly = useChangeableFiles(file.data ? [file.data] : []).length === 0;
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
      title={t('details')}
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
      <Loaded
        query={file}
        what={t('fileNotLoaded')}
        skeleton={
          <div role="status" aria-label={t('loading')} className="flex flex-col gap-3 p-4">
            <Skeleton className="aspect-4/3 w-full rounded-md" />
            <Skeleton className="h-3 w-1/2" />
            <Skeleton className="h-3 w-1/3" />
          </div>
        }
      >
        {(data) => (
          <div className="flex flex-col gap-5 p-4" data-file-status={data.status}>
            <Front file={data} onView={() => setViewing(true)} />
            <FileEdit
              key={data.id}
              file={data}
              readOnly={readOnly || data.trashed_at !== undefined}
            />
            <Actions
              file={data}
              readOnly={readOnly}
              onView={() => setViewing(true)}
              onGone={onClose}
            />
            <FileVerdict file={data} />
            <FileFacts file={data} />
            <FileHistory fileId={fileId} />
            <FileViewer
              file={data}
              open={viewing}
              onClose={() => setViewing(false)}
              {...(previous ? { onPrevious: () => onOpen(previous) } : {})}
              {...(next ? { onNext: () => onOpen(next) } : {})}
            />
          </div>
        )}
      </Loaded>
    </SidePanel>
  );
}

/** Its picture as wide as the panel, or a sheet where there is none. */
function Front({ file, onView }: { file: StoredFile; onView: () => void }) {
  const t = useTranslations('files');
  const { width, height } = file;
  const hasPicture = width !== null && height !== null && file.status !== 'quarantined';
  const frame = {
    className: 'block w-full overflow-hidden rounded-md',
    // What only stands for a file leaves the room to what is said of it.
    style: hasPicture
      ? { aspectRatio: `${width} / ${height}`, maxHeight: '60vh' }
      : { height: '9rem' },
    children: <FileThumbnail file={file} size="600" className="size-full" />,
  };
  if (file.url === null) return <div {...frame} />;
  return <button type="button" onClick={onView} aria-label={t('viewLarge')} {...frame} />;
}

interface ActionsProps {
  file: StoredFile;
  readOnly: boolean;
  onView: () => void;
  onGone: () => void;
}

function Actions({ file, readOnly, onView, onGone }: ActionsProps) {
  const t = useTranslations('files');
  const format = useFormatter();
  const { trash, restore, deleteForGood } = useFileActions();
  if (file.kept_until !== undefined) {
    const when = format.dateTime(new Date(file.kept_until), { dateStyle: 'long' });
    return (
      <div className="flex flex-col items-start gap-3 text-list">
        <p className="text-warn">{t('trashedNote', { when })}</p>
        {!readOnly && (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => void restore([file.id])}>
              <ArchiveRestore size={16} aria-hidden />
              {t('restore')}
            </Button>
            {file.deletable && (
              <DeleteForGood
                count={1}
                onDelete={async () => {
                  onGone();
                  await deleteForGood([file.id]);
                }}
              />
            )}
          </div>
        )}
      </div>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      {file.url !== null && (
        <>
          <Button onClick={onView}>
            <Maximize2 size={16} aria-hidden />
            {t('viewLarge')}
          </Button>
          <a className={buttonClass()} href={file.download_url} download>
            <Download size={16} aria-hidden />
            {t('download')}
          </a>
        </>
      )}
      {!readOnly && file.status !== 'quarantined' && <ShareButton file={file} />}
      {!readOnly && (
        <Button
          tone="danger"
          onClick={() => {
            onGone();
            void trash([file.id]);
          }}
        >
          <Trash2 size={16} aria-hidden />
          {t('delete')}
        </Button>
      )}
    </div>
  );
}
