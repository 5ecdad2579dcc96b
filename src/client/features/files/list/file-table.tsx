import { useLocale, useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { Badge } from '#client/ui/badge.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { TimeUntil } from '#client/ui/time-until.tsx';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { type FileLink, fileAnchor } from '../file-link.ts';
import { FileThumbnail } from '../file-thumbnail.tsx';
import { formatNameOf } from '../format-names.ts';
import { ChooseBox } from './choose-box.tsx';
import type { FileOrder } from './file-filters.ts';
import { headClass, SortHead } from './sort-head.tsx';
import type { Selection } from './use-selection.ts';

interface FileTableProps {
  files: readonly StoredFile[];
  link: FileLink;
  openId: string | undefined;
  selection: Selection;
  trash: boolean;
  order: FileOrder;
  onOrder: (order: FileOrder) => void;
}

const cellClass = 'truncate pr-4 text-list text-quiet';

/** Files as a list with as many columns as its place has room for; at the least the name and what is under it. */
export function FileTable(props: FileTableProps) {
  const { files, link, openId, selection, trash, order, onOrder } = props;
  const t = useTranslations('files');
  const locale = useLocale();
  return (
    <table className="w-full table-fixed border-collapse">
      {/* A narrow place has no head to take its widths from. */}
      <colgroup>
        <col className="w-11 md:w-13" />
        <col />
        <col className="w-28 @max-3xl:hidden" />
        <col className="w-40 @max-3xl:hidden" />
        <col className="w-32 @max-lg:hidden" />
        <col className="w-24 @max-lg:hidden" />
      </colgroup>
      <thead className="border-b border-line @max-lg:sr-only">
        <tr>
          <th className="p-0">
            <span className="sr-only">{t('selectAll')}</span>
          </th>
          <SortHead sort="name" {...{ order, onOrder }}>
            {t('name')}
          </SortHead>
          <th className={classNames(headClass, '@max-3xl:hidden')}>{t('format')}</th>
          <th className={classNames(headClass, '@max-3xl:hidden')}>{t('by')}</th>
          <SortHead sort="date" {...{ order, onOrder }}>
            {trash ? t('keptUntil') : t('added')}
          </SortHead>
          <SortHead sort="size" {...{ order, onOrder }} className="text-right">
            {t('size')}
          </SortHead>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr
            key={file.id}
            data-file-id={file.id}
            data-file-status={file.status}
            className={classNames(
              'border-b border-line',
              file.id === openId || selection.chosen.has(file.id)
                ? 'bg-accent-soft'
                : 'hover:bg-sunken',
            )}
          >
            <td className="p-0 pl-1.5 md:pl-3.5">
              <ChooseBox
                name={file.original_name}
                checked={selection.chosen.has(file.id)}
                onToggle={(range) => selection.toggle(file.id, range)}
              />
            </td>
            <td className="p-0">
              <a
                {...fileAnchor(link, file.id)}
                className="flex min-w-0 items-center gap-3 py-1.5 pr-4 -outline-offset-2"
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
                  <span className="block truncate text-small text-quiet @lg:hidden">
                    <Moment file={file} /> · {formatSize(file.file_size, locale)}
                  </span>
                </span>
                {file.status !== 'ready' && (
                  <Badge tone={file.status === 'processing' ? 'quiet' : 'danger'}>
                    {t(`status.${file.status}`)}
                  </Badge>
                )}
              </a>
            </td>
            <td className={classNames(cellClass, '@max-3xl:hidden')}>{formatNameOf(file)}</td>
            <td className={classNames(cellClass, '@max-3xl:hidden')}>{file.uploaded_by.name}</td>
            <td className={classNames(cellClass, '@max-lg:hidden')}>
              <Moment file={file} />
            </td>
            <td className={classNames(cellClass, 'text-right @max-lg:hidden')}>
              {formatSize(file.file_size, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** When it came; in the trash, when it goes. */
function Moment({ file }: { file: StoredFile }) {
  return file.kept_until ? <TimeUntil at={file.kept_until} /> : <TimeAgo at={file.created_at} />;
}
