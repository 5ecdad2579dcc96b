import type { StoredFile } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { type FileLink, fileAnchor } from './file-link.ts';
import { FileThumbnail } from './file-thumbnail.tsx';

const gridClass =
  'grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-3 gap-y-4 p-4 md:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] md:px-6';

interface FileGridProps {
  files: readonly StoredFile[];
  link: FileLink;
  openId: string | undefined;
}

/** Files as pictures. */
export function FileGrid({ files, link, openId }: FileGridProps) {
  return (
    <ul className={gridClass}>
      {files.map((file) => (
        <li key={file.id} className="min-w-0 [content-visibility:auto]">
          <a
            {...fileAnchor(link, file.id)}
            aria-current={file.id === openId ? 'true' : undefined}
            data-file-status={file.status}
            className="group block rounded-md"
            {...listItemProps}
          >
            <FileThumbnail
              file={file}
              size="300"
              className={classNames(
                'aspect-4/3 w-full overflow-hidden rounded-md outline-offset-2 group-hover:opacity-90',
                file.id === openId && 'outline-2 outline-accent',
              )}
            />
            <span className="mt-1.5 block truncate text-list">{file.original_name}</span>
            <span className="flex gap-1.5 text-small text-quiet">
              <span className="truncate">{file.uploaded_by.name}</span>
              <span aria-hidden>·</span>
              <TimeAgo at={file.created_at} className="shrink-0" />
            </span>
          </a>
        </li>
      ))}
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
