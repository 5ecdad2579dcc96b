import { Pause, Play, RotateCw, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useGoTo } from '#client/app/navigation.tsx';
import { IconButton } from '#client/ui/button.tsx';
import { extensionOf, FileSheet } from '../file-sheet.tsx';
import { isWorthRetrying, type Upload } from './upload.ts';
import { useUploadStore } from './upload-context.tsx';
import { UploadLine } from './upload-line.tsx';

/** One file on its way: its picture, how far it is, and what went wrong. */
export function UploadRow({ upload }: { upload: Upload }) {
  const t = useTranslations('uploads');
  const store = useUploadStore();
  const { id, file, state } = upload;
  const { name } = file;
  const isMoving = ['waiting', 'sending', 'stalled', 'paused'].includes(state.name);
  return (
    <div className="flex items-center gap-3 py-2 pr-1 pl-3">
      <Preview file={file} />
      <div className="min-w-0 flex-1">
        <UploadName upload={upload} />
        <UploadLine upload={upload} />
      </div>
      {state.name === 'failed' && isWorthRetrying(state.problem) && (
        <IconButton label={t('retry', { name })} onClick={() => store.retry(id)}>
          <RotateCw size={16} aria-hidden />
        </IconButton>
      )}
      {state.name === 'paused' ? (
        <IconButton label={t('resume', { name })} onClick={() => store.resume([id])}>
          <Play size={16} aria-hidden />
        </IconButton>
      ) : (
        isMoving && (
          <IconButton label={t('pause', { name })} onClick={() => store.pause([id])}>
            <Pause size={16} aria-hidden />
          </IconButton>
        )
      )}
      {state.name !== 'processing' && (
        <IconButton
          label={isMoving ? t('cancel', { name }) : t('remove', { name })}
          onClick={() => store.cancel(id)}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

/** Once it is stored, the name leads to it. */
function UploadName({ upload: { file, state, projectId } }: { upload: Upload }) {
  const t = useTranslations('uploads');
  const goTo = useGoTo();
  if (!('file' in state)) return <div className="truncate text-list">{file.name}</div>;
  const { id, original_name: name } = state.file;
  const path = projectId ? `/projects/${projectId}/files/${id}` : `/files/${id}`;
  return (
    <a
      href={path}
      title={t('open', { name })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        goTo(path);
      }}
      className="block truncate text-list hover:underline"
    >
      {name}
    </a>
  );
}

/** The browser's own picture of it, for as long as it is in sight. */
function Preview({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file.type.startsWith('image/')) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (!url) return <FileSheet extension={extensionOf(file.name)} className="size-10 shrink-0" />;
  return (
    // A background, because a damaged picture would show as a torn page.
    <div
      aria-hidden
      className="size-10 shrink-0 rounded-sm bg-sunken bg-cover bg-center"
      style={{ backgroundImage: `url(${url})` }}
    />
  );
}
