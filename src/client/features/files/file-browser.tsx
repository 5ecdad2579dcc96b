import { FilePlus2, LayoutGrid, List } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useDropzone } from 'react-dropzone';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { QueryError } from '#client/ui/query-error.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { FileGrid, FileGridSkeleton } from './file-grid.tsx';
import { FileTable } from './file-table.tsx';
import type { FileLink } from './file-link.ts';
import { useFileList } from './use-file-list.ts';
import { acceptOf } from './uploads/format-names.ts';
import { useIntake } from './uploads/use-intake.ts';
import { usePaste } from './uploads/use-paste.ts';
import { useSendFiles } from './uploads/use-send-files.ts';

export type FileView = 'grid' | 'list';

interface FileBrowserProps {
  projectId?: string;
  view: FileView;
  onView: (view: FileView) => void;
  /** The address and the opening of one file's panel. */
  link: FileLink;
  openId: string | undefined;
  /** Where the buttons go: the page's header shows them. */
  renderHeader: (actions: ReactNode) => ReactNode;
  /** The panel of the file that is open. */
  panel: ReactNode;
  readOnly?: boolean;
}

/** Files as pictures or as a list; dropping works anywhere on it. */
export function FileBrowser({
  projectId,
  view,
  onView,
  link,
  openId,
  renderHeader,
  panel,
  readOnly = false,
}: FileBrowserProps) {
  const t = useTranslations('files');
  const uploads = useTranslations('uploads');
  const { query, files } = useFileList(projectId);
  const intake = useIntake(null);
  const { send } = useSendFiles({ fileType: null, intake, projectId: projectId ?? null });
  usePaste(send, !readOnly);
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    noClick: true,
    noKeyboard: true,
    disabled: readOnly,
    onDrop: send,
  });
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const addButton = readOnly ? null : (
    <Button tone="primary" onClick={open}>
      <FilePlus2 size={16} aria-hidden />
      <span className="sm:hidden">{t('addShort')}</span>
      <span className="max-sm:hidden">{t('add')}</span>
    </Button>
  );
  return (
    <div
      // A dropzone that is off would call everything inside it disabled.
      {...(readOnly ? {} : getRootProps())}
      data-testid="drop-zone"
      className="relative flex min-h-0 flex-1 flex-col"
    >
      <input {...getInputProps()} accept={acceptOf(intake.flatMap(({ formats }) => formats))} />
      {renderHeader(
        <>
          <ViewSwitch view={view} onView={onView} />
          {/* Where there is nothing yet, the button stands below, beside what to do. */}
          {(query.isPending || files.length > 0) && addButton}
        </>,
      )}
      <div className="flex min-h-0 flex-1">
        <div ref={list} className="min-w-0 flex-1 overflow-y-auto">
          {query.error && files.length === 0 ? (
            <QueryError
              error={query.error}
              what={t('notLoaded')}
              onRetry={() => void query.refetch()}
            />
          ) : query.isPending ? (
            view === 'grid' ? (
              <FileGridSkeleton label={t('loading')} />
            ) : (
              <SkeletonRows rows={12} label={t('loading')} />
            )
          ) : files.length === 0 ? (
            <div className="md:px-2">
              <EmptyState title={t('empty')} action={addButton}>
                {readOnly ? t('emptyReadOnly') : t('emptyHint')}
              </EmptyState>
            </div>
          ) : view === 'grid' ? (
            <FileGrid files={files} link={link} openId={openId} />
          ) : (
            <FileTable files={files} link={link} openId={openId} />
          )}
          {query.hasNextPage && (
            <div className="px-4 py-3 md:px-6">
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('older')}
              </Button>
            </div>
          )}
        </div>
        {panel}
      </div>
      {isDragActive && (
        <div className="pointer-events-none absolute inset-2 z-30 flex items-center justify-center rounded-md border-2 border-dashed border-accent bg-accent-soft/90">
          <p className="text-title font-semibold text-accent">{uploads('dropNow')}</p>
        </div>
      )}
    </div>
  );
}

interface ViewSwitchProps {
  view: FileView;
  onView: (view: FileView) => void;
}

function ViewSwitch({ view, onView }: ViewSwitchProps) {
  const t = useTranslations('files');
  return (
    <div
      role="group"
      aria-label={t('view')}
      className="flex rounded-md border border-line max-sm:hidden"
    >
      {(['grid', 'list'] as const).map((one) => {
        const Icon = one === 'grid' ? LayoutGrid : List;
        return (
          <Tooltip key={one} text={t(one)}>
            <button
              type="button"
              aria-label={t(one)}
              aria-pressed={view === one}
              onClick={() => onView(one)}
              className={classNames(
                'target-square inline-flex items-center justify-center text-quiet first:rounded-l-md last:rounded-r-md hover:text-text',
                'aria-pressed:bg-line aria-pressed:text-text',
              )}
            >
              <Icon size={16} aria-hidden />
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
