import { FilePlus2 } from 'lucide-react';
import { type ReactNode, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { MoreButton } from '#client/ui/more-button.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import type { FileLink } from './file-link.ts';
import { BulkBar } from './list/bulk-bar.tsx';
import { FileFilterBar } from './list/file-filter-bar.tsx';
import { cleared, type FileFilters, inOrder, isNarrowed, usualOrder } from './list/file-filters.ts';
import { FileGrid, FileGridSkeleton } from './list/file-grid.tsx';
import { FileTable } from './list/file-table.tsx';
import { TrashLink, ViewSwitch } from './list/view-switch.tsx';
import { useFileList } from './list/use-file-list.ts';
import { useSelection } from './list/use-selection.ts';
import { acceptOf } from './format-names.ts';
import { useDrop } from './uploads/use-drop.ts';
import { useIntake } from './uploads/use-intake.ts';
import { usePaste } from './uploads/use-paste.ts';
import { usePicker } from './uploads/use-picker.ts';
import { useSendFiles } from './uploads/use-send-files.ts';

interface FileBrowserProps {
  projectId?: string;
  filters: FileFilters;
  onFilters: (filters: FileFilters) => void;
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
  filters,
  onFilters,
  link,
  openId,
  renderHeader,
  panel,
  readOnly = false,
}: FileBrowserProps) {
  const t = useTranslations('files');
  const uploads = useTranslations('uploads');
  const isTrash = filters.show === 'trash';
  const takes = !readOnly && !isTrash;
  const { query, files } = useFileList(projectId, filters);
  const ids = useMemo(() => files.map(({ id }) => id), [files]);
  const selection = useSelection(ids);
  const intake = useIntake(null);
  const { send } = useSendFiles({ fileType: null, intake, projectId: projectId ?? null });
  usePaste(send, takes);
  const drop = useDrop(send, takes);
  const picker = usePicker(send);
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const addButton = takes && (
    <Button tone="primary" onClick={picker.open}>
      <FilePlus2 size={16} aria-hidden />
      <span className="sm:hidden">{t('addShort')}</span>
      <span className="max-sm:hidden">{t('add')}</span>
    </Button>
  );
  // A phone's header has no room for them beside the project's name.
  const switches = (
    <>
      {!readOnly && <TrashLink filters={filters} onFilters={onFilters} />}
      <ViewSwitch filters={filters} onFilters={onFilters} />
    </>
  );
  const shown = { files, link, openId, selection };
  return (
    <div {...drop.props} data-testid="drop-zone" className="relative flex min-h-0 flex-1 flex-col">
      <input
        {...picker.props}
        multiple
        aria-label={t('add')}
        accept={acceptOf(intake.flatMap(({ formats }) => formats))}
      />
      {renderHeader(
        <>
          <span className="flex items-center gap-2 max-sm:hidden">{switches}</span>
          {/* Where there is nothing yet, the button stands below, beside what to do. */}
          {(query.isPending || files.length > 0 || isNarrowed(filters)) && addButton}
        </>,
      )}
      <div className="border-b border-line px-4 pt-2 md:px-6">
        <FileFilterBar filters={filters} onFilters={onFilters}>
          {switches}
        </FileFilterBar>
      </div>
      <div className="flex min-h-0 flex-1">
        <div ref={list} className="@container min-w-0 flex-1 overflow-y-auto">
          {selection.chosen.size > 0 && (
            <BulkBar files={files} selection={selection} trash={isTrash} />
          )}
          <Loaded
            query={query}
            what={t('notLoaded')}
            skeleton={
              filters.view === 'list' ? (
                <SkeletonRows rows={12} label={t('loading')} />
              ) : (
                <FileGridSkeleton label={t('loading')} />
              )
            }
          >
            {files.length === 0 ? (
              <Nothing
                filters={filters}
                onFilters={onFilters}
                readOnly={readOnly}
                action={addButton}
              />
            ) : filters.view === 'list' ? (
              <FileTable
                {...shown}
                trash={isTrash}
                order={filters.sort ?? usualOrder}
                onOrder={(order) => onFilters(inOrder(filters, order))}
              />
            ) : (
              <FileGrid {...shown} />
            )}
          </Loaded>
          <MoreButton query={query}>{t('older')}</MoreButton>
        </div>
        {panel}
      </div>
      {drop.isOver && (
        <div className="pointer-events-none absolute inset-2 z-30 flex items-center justify-center rounded-md border-2 border-dashed border-accent bg-accent-soft/90">
          <p className="text-title font-semibold text-accent">{uploads('dropNow')}</p>
        </div>
      )}
    </div>
  );
}

interface NothingProps {
  filters: FileFilters;
  onFilters: (filters: FileFilters) => void;
  readOnly: boolean;
  action: ReactNode;
}

/** Why there is nothing, and what to do about it. */
function Nothing({ filters, onFilters, readOnly, action }: NothingProps) {
  const t = useTranslations('files');
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        title={t('nothingFound')}
        action={<Button onClick={() => onFilters(cleared(filters))}>{t('clearFilters')}</Button>}
      >
        {t('nothingFoundHint')}
      </EmptyState>
    );
  }
  if (filters.show === 'trash') {
    return <EmptyState title={t('trashEmpty')}>{t('trashEmptyHint')}</EmptyState>;
  }
  return (
    <EmptyState title={t('empty')} action={action}>
      {readOnly ? t('emptyReadOnly') : t('emptyHint')}
    </EmptyState>
  );
}
