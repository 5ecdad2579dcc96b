import { useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { TimeUntil } from '#client/ui/time-until.tsx';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { type FileLink, fileAnchor } from '../file-link.ts';
import { FileThumbnail } from '../file-thumbnail.tsx';
import { ChooseBox } from './choose-box.tsx';
import type { Selection } from './use-selection.ts';

const gridClass =
  'grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-3 gap-y-4 p-4 md:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] md:px-6';

interface FileGridProps {
  files: readonly StoredFile[];
  link: FileLink;
  openId: string | undefined;
  selection: Selection;
}

/** Files as pictures. */
export function FileGrid({ files, link, openId, selection }: FileGridProps) {
  const t = useTranslations('files');
  const choosing = selection.chosen.size > 0;
  return (
    <ul className={gridClass}>
      {files.map((file) => {
        const chosen = selection.chosen.has(file.id);
        return (
          <li
            key={file.id}
            data-file-id={file.id}
            className="group relative min-w-0 [content-visibility:auto]"
          >
            <a
              {...fileAnchor(link, file.id)}
              aria-current={file.id === openId ? 'true' : undefined}
              data-file-status={file.status}
              className="block rounded-md"
              {...listItemProps}
            >
              <FileThumbnail
                file={file}
                size="300"
                className={classNames(
                  'aspect-4/3 w-full overflow-hidden rounded-md -outline-offset-2 group-hover:opacity-90',
                  (file.id === openId || chosen) && 'outline-2 outline-accent',
                )}
              />
              <span className="mt-1.5 block truncate text-list">{file.original_name}</span>
              {file.kept_until ? (
                <span className="block text-small text-quiet">
                  {t('keptUntil')} <TimeUntil at={file.kept_until} />
                </span>
              ) : (
                <span className="flex gap-1.5 text-small text-quiet">
                  <span className="truncate">{file.uploaded_by.name}</span>
                  <span aria-hidden>·</span>
                  <TimeAgo at={file.created_at} className="shrink-0" />
                </span>
              )}
            </a>
            <ChooseBox
              name={file.original_name}
              checked={chosen}
              onToggle={(range) => selection.toggle(file.id, range)}
              className={classNames(
                'absolute top-0 left-0',
                // Out of the way until somebody wants to choose; always there under a finger.
                !choosing &&
                  'pointer-fine:opacity-0 group-hover:opacity-100 focus-within:opacity-100',
              )}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The grid's shape while it is on its way. */
export function FileGridSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className={gridClass}>
      {Array.from({ length: 12 }, (_, place) => (
        <div key={place}>
          <Skeleton className="aspect-4/3 w-full rounded-md" />
          <Skeleton className="mt-2 h-3 w-3/4" />
          <Skeleton className="mt-2 h-2.5 w-1/2" />
        </div>
      ))}
    </div>
  );
}
