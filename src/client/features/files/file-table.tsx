import { useLocale, useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { Badge } from '#client/ui/badge.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { type FileLink, fileAnchor } from './file-link.ts';
import { FileThumbnail } from './file-thumbnail.tsx';

interface FileTableProps {
  files: readonly StoredFile[];
  link: FileLink;
  openId: string | undefined;
}

const headClass = 'py-2 pr-4 text-left text-small font-normal text-quiet';

/** Files as a list with columns; on a phone only the name and what is under it. */
export function FileTable({ files, link, openId }: FileTableProps) {
  const t = useTranslations('files');
  const locale = useLocale();
  return (
    <table className="w-full table-fixed border-collapse">
      <thead className="border-b border-line max-sm:sr-only">
        <tr>
          <th className={classNames(headClass, 'w-1/2 pl-4 md:pl-6')}>{t('name')}</th>
          <th className={classNames(headClass, 'w-40 max-lg:hidden')}>{t('by')}</th>
          <th className={classNames(headClass, 'w-32')}>{t('added')}</th>
          <th className={classNames(headClass, 'w-28 max-md:hidden')}>{t('dimensions')}</th>
          <th className={classNames(headClass, 'w-24 text-right')}>{t('size')}</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr
            key={file.id}
            className={classNames(
              'border-b border-line',
              file.id === openId ? 'bg-accent-soft' : 'hover:bg-sunken',
            )}
          >
            <td className="p-0">
              <a
                {...fileAnchor(link, file.id)}
                className="flex min-w-0 items-center gap-3 py-1.5 pr-4 pl-4 -outline-offset-2 md:pl-6"
                {...listItemProps}
              >
                <FileThumbnail
                  file={file}
                  size="150"
                  withWords={false}
                  className="size-9 shrink-0 overflow-hidden rounded-sm"
                />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-list">{file.original_name}</span>
                  <span className="block truncate text-small text-quiet sm:hidden">
                    <TimeAgo at={file.created_at} /> · {formatSize(file.file_size, locale)}
                  </span>
                </span>
                {file.status !== 'ready' && (
                  <Badge tone={file.status === 'processing' ? 'quiet' : 'danger'}>
                    {t(`status.${file.status}`)}
                  </Badge>
                )}
              </a>
            </td>
            <td className="truncate pr-4 text-list text-quiet max-lg:hidden">
              {file.uploaded_by.name}
            </td>
            <td className="pr-4 text-list text-quiet max-sm:hidden">
              <TimeAgo at={file.created_at} />
            </td>
            <td className="pr-4 text-list text-quiet max-md:hidden">
              {file.width !== null && file.height !== null && `${file.width} × ${file.height}`}
            </td>
            <td className="pr-4 text-right text-list text-quiet max-sm:hidden">
              {formatSize(file.file_size, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
