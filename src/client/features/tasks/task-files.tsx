import { Link } from '@tanstack/react-router';
import { Paperclip, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Picture } from '#client/ui/picture.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import type { ChangeDetails } from './use-task-details.ts';

interface TaskFilesProps {
  projectId: string;
  fileIds: readonly string[];
  change: ChangeDetails;
  readOnly: boolean;
  /** Where more can be dropped. */
  drop: ReactNode;
}

/** Files of the project that belong to a task. */
export function TaskFiles({ projectId, fileIds, change, readOnly, drop }: TaskFilesProps) {
  const t = useTranslations('tasks');
  if (readOnly && fileIds.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <SectionHead title={t('attachments')} />
      {fileIds.length > 0 && (
        <ul>
          {fileIds.map((fileId) => (
            <Attached
              key={fileId}
              fileId={fileId}
              projectId={projectId}
              onRemove={
                readOnly
                  ? null
                  : () =>
                      void change({ type: 'DetachFile', fileId }, (details) => ({
                        ...details,
                        file_ids: details.file_ids.filter((id) => id !== fileId),
                      }))
              }
            />
          ))}
        </ul>
      )}
      {!readOnly && drop}
    </section>
  );
}

interface AttachedProps {
  fileId: string;
  projectId: string;
  onRemove: (() => void) | null;
}

function Attached({ fileId, projectId, onRemove }: AttachedProps) {
  const t = useTranslations('tasks');
  const file = trpc.files.get.useQuery({ fileId });
  const name = file.data?.original_name ?? '…';
  const small = file.data?.thumbnails.find((one) => one.name === '150')?.url ?? null;
  return (
    <li className="flex items-center gap-3 border-b border-line py-1">
      <span className="flex size-8 shrink-0 items-center justify-center overflow-hidden rounded-sm bg-sunken text-quiet">
        {small === null ? (
          <Paperclip size={15} aria-hidden />
        ) : (
          <Picture
            src={small}
            alt=""
            placeholder={file.data?.placeholder ?? null}
            className="size-8"
          />
        )}
      </span>
      <Link
        to="/projects/$projectId/files/$fileId"
        params={{ projectId, fileId }}
        className="min-w-0 flex-1 truncate text-list hover:underline"
      >
        {name}
      </Link>
      {onRemove && (
        <IconButton label={t('detach', { name })} onClick={onRemove}>
          <X size={15} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
