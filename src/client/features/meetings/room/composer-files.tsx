import { Paperclip, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { IconButton } from '#client/ui/button.tsx';
import { Picture } from '#client/ui/picture.tsx';
import type { Attachments } from './attachments.ts';
import { useFile } from './use-file.ts';

/** What goes with the message that one is writing. */
export function ComposerFiles({ attachments }: { attachments: Attachments }) {
  const t = useTranslations('room');
  const format = useFormatter();
  const { fileIds, sending, cancel, remove } = attachments;
  if (fileIds.length + sending.length === 0) return null;
  return (
    <ul aria-label={t('files')} className="flex max-h-32 flex-wrap gap-2 overflow-y-auto pb-2">
      {fileIds.map((fileId) => (
        <Attached key={fileId} fileId={fileId} onRemove={() => remove(fileId)} />
      ))}
      {sending.map(({ id, name, share, problem }) => (
        <Chip key={id} name={name} onRemove={() => cancel(id)}>
          {problem === null ? (
            <span className="shrink-0 text-small text-quiet">
              {format.number(share, { style: 'percent', maximumFractionDigits: 0 })}
            </span>
          ) : (
            <span role="alert" className="min-w-0 text-small text-danger">
              {problem}
            </span>
          )}
        </Chip>
      ))}
    </ul>
  );
}

function Attached({ fileId, onRemove }: { fileId: string; onRemove: () => void }) {
  const file = useFile(fileId);
  const small = file?.thumbnails.find(({ name }) => name === '150')?.url ?? null;
  return (
    <Chip
      name={file?.original_name ?? '…'}
      onRemove={onRemove}
      picture={
        file?.file_type === 'image' && (
          <Picture
            src={small}
            alt=""
            placeholder={file.placeholder}
            className="size-8 shrink-0 overflow-hidden rounded-sm"
          />
        )
      }
    />
  );
}

interface ChipProps {
  name: string;
  picture?: ReactNode;
  children?: ReactNode;
  onRemove: () => void;
}

function Chip({ name, picture, children, onRemove }: ChipProps) {
  const t = useTranslations('room');
  return (
    <li className="flex max-w-full items-center gap-2 rounded-md border border-line bg-raised pl-2 text-list">
      {picture || <Paperclip size={15} aria-hidden className="shrink-0 text-quiet" />}
      <span className="max-w-48 min-w-0 truncate">{name}</span>
      {children}
      <IconButton label={t('detach', { name })} onClick={onRemove}>
        <X size={15} aria-hidden />
      </IconButton>
    </li>
  );
}
