import { ArchiveRestore, Download, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { useChangeableFiles } from '#client/app/use-changeable-files.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { DeleteForGood } from './delete-for-good.tsx';
import type { Selection } from './use-selection.ts';
import { useFileActions } from './use-file-actions.ts';

interface BulkBarProps {
  files: readonly StoredFile[];
  selection: Selection;
  trash: boolean;
}

/** What can be done with the files that are chosen. */
export function BulkBar({ files, selection, trash }: BulkBarProps) {
  const t = useTranslations('files');
  const format = useFormatter();
  const actions = useFileActions();
  const [busy, setBusy] = useState(false);
  const { download, packed } = useDownload();
  const chosen = files.filter(({ id }) => selection.chosen.has(id));
  const ready = chosen.filter(({ status }) => status === 'ready');
  const changeable = useChangeableFiles(chosen);
  const ids = changeable.map(({ id }) => id);
  // Of what others put into a project one may take out more than one may have gone.
  const deletable = changeable.filter((file) => file.deletable);
  const run = async (work: Promise<void>) => {
    setBusy(true);
    await work;
    setBusy(false);
    selection.clear();
  };
  return (
    <div
      role="toolbar"
      aria-label={t('bulk')}
      className="sticky top-0 z-10 flex flex-wrap items-center gap-2 border-b border-line bg-accent-soft px-4 py-1.5 md:px-6"
    >
      <p role="status" className="min-w-24 flex-1 text-list font-semibold">
        {packed === null
          ? t('selected', { count: chosen.length })
          : t('packing', { done: format.number(packed), count: format.number(ready.length) })}
      </p>
      {chosen.length < files.length && (
        <Button tone="quiet" onClick={selection.chooseAll}>
          {t('selectAll')}
        </Button>
      )}
      {!trash && ready.length > 0 && (
        <Button busy={packed !== null} onClick={() => void download(ready)}>
          <Download size={16} aria-hidden />
          <Words short={t('download')} long={t('downloadCount', { count: ready.length })} />
        </Button>
      )}
      {ids.length > 0 && trash && (
        <>
          <Button busy={busy} onClick={() => void run(actions.restore(ids))}>
            <ArchiveRestore size={16} aria-hidden />
            <Words short={t('restore')} long={t('restoreCount', { count: ids.length })} />
          </Button>
          {deletable.length > 0 && (
            <DeleteForGood
              count={deletable.length}
              onDelete={() => run(actions.deleteForGood(deletable.map(({ id }) => id)))}
            />
          )}
        </>
      )}
      {ids.length > 0 && !trash && (
        <Button tone="danger" busy={busy} onClick={() => void run(actions.trash(ids))}>
          <Trash2 size={16} aria-hidden />
          <Words short={t('delete')} long={t('trashCount', { count: ids.length })} />
        </Button>
      )}
      <IconButton label={t('deselect')} onClick={selection.clear}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

/** On a phone the bar says beside them how many are meant. */
function Words({ short, long }: { short: string; long: string }) {
  return (
    <>
      <span className="sm:hidden">{short}</span>
      <span className="max-sm:hidden">{long}</span>
    </>
  );
}

/** One file as it is, several in an archive; `packed` counts while it is made. */
function useDownload() {
  const t = useTranslations('files');
  const toast = useToast();
  const format = useFormatter();
  const [packed, setPacked] = useState<number | null>(null);
  const download = async (files: readonly StoredFile[]) => {
    setPacked(0);
    try {
      const { downloadFiles } = await import('./download-files.ts');
      const date = format.dateTime(new Date(), { dateStyle: 'short' }).replaceAll('/', '-');
      await downloadFiles(files, { archiveName: t('archiveName', { date }), onFile: setPacked });
    } catch (error) {
      // What happened is the server's or the network's business; nothing here was changed.
      console.warn('download failed', error);
      toast(t('notDownloaded'), 'error');
    } finally {
      setPacked(null);
    }
  };
  return { download, packed };
}
