import { RotateCw, X } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { IconButton } from '#client/ui/button.tsx';
import { formatSize } from '#client/ui/format-size.ts';
import { useUploadStore } from './upload-context.tsx';
import type { Upload } from './upload-store.ts';

/** One file on its way: its picture, how far it is, and what went wrong. */
export function UploadRow({ upload }: { upload: Upload }) {
  const t = useTranslations('uploads');
  const store = useUploadStore();
  const { file, state } = upload;
  return (
    <li className="relative flex items-center gap-3 border-b border-line py-2 pr-1 pl-3 last:border-0">
      {/* A background, because a damaged picture would show as a torn page. */}
      <div
        aria-hidden
        className="size-10 shrink-0 rounded-sm bg-sunken bg-cover bg-center"
        style={{ backgroundImage: `url(${upload.previewUrl})` }}
      />
      <div className="min-w-0 flex-1">
        <div className="truncate text-list">{file.name}</div>
        <UploadLine upload={upload} />
      </div>
      {state.name === 'failed' && state.problem.code !== 'processing' && (
        <IconButton label={t('retry', { name: file.name })} onClick={() => store.retry(upload.id)}>
          <RotateCw size={16} aria-hidden />
        </IconButton>
      )}
      {state.name !== 'processing' && (
        <IconButton
          label={
            state.name === 'sending' || state.name === 'waiting'
              ? t('cancel', { name: file.name })
              : t('remove', { name: file.name })
          }
          onClick={() => store.cancel(upload.id)}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}

function UploadLine({ upload: { file, state } }: { upload: Upload }) {
  const t = useTranslations('uploads');
  const locale = useLocale();
  switch (state.name) {
    case 'waiting':
      return <p className="text-small text-quiet">{t('waiting')}</p>;
    case 'sending': {
      // The form around the file is sent too: a few bytes more than the file has.
      const share = Math.min(1, state.sentBytes / Math.max(1, file.size));
      return (
        <div className="flex items-center gap-3 pt-1">
          <div
            role="progressbar"
            aria-label={t('sending', { name: file.name })}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
            className="h-1 flex-1 overflow-hidden rounded-full bg-line"
          >
            <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
          </div>
          <span className="text-small text-quiet">
            {t('progress', {
              sent: formatSize(Math.round(share * file.size), locale),
              size: formatSize(file.size, locale),
            })}
          </span>
        </div>
      );
    }
    case 'processing':
      return <p className="breathe text-small text-quiet">{t('processing')}</p>;
    case 'done':
      return <p className="text-small text-ok">{t('done')}</p>;
    case 'failed':
      return <p className="text-small text-danger">{failureText(state.problem, t)}</p>;
  }
}

function failureText(
  { code, detail }: { code: string; detail: string | null },
  t: ReturnType<typeof useTranslations<'uploads'>>,
): string {
  if (detail) return detail;
  switch (code) {
    case 'network':
      return t('failed.network');
    case 'signed-out':
      return t('failed.signedOut');
    case 'processing':
      return t('failed.processing');
    default:
      return t('failed.server');
  }
}
