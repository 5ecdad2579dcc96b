import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { Picture } from '#client/ui/picture.tsx';
import { ErrorState } from '#client/ui/states.tsx';
import { formatStoredAs } from '#domain/files/file.formats.ts';
import { formatNameOf } from '../format-names.ts';
import { extensionOf, FileSheet } from '../file-sheet.tsx';

/* Each comes with the first file that needs it. */
const PdfPreview = lazy(async () => ({ default: (await import('./pdf-preview.tsx')).PdfPreview }));
const TextPreview = lazy(async () => ({
  default: (await import('./text-preview.tsx')).TextPreview,
}));
const CsvPreview = lazy(async () => ({ default: (await import('./csv-preview.tsx')).CsvPreview }));

const own = { pdf: PdfPreview, txt: TextPreview, csv: CsvPreview } as const;

/** A file's content as far as it can be shown without anything in it being carried out. */
export function FilePreview({ file }: { file: StoredFile }) {
  const t = useTranslations('files.preview');
  const format = formatStoredAs(file.mime_type);
  const Preview = format !== null && format in own ? own[format as keyof typeof own] : null;
  if (file.url === null || (file.file_type === 'document' && !Preview)) {
    return (
      <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-4 p-6">
        <FileSheet extension={extensionOf(file.original_name)} className="h-40 w-32" />
        <p className="max-w-sm text-center text-list text-quiet">
          {t('none', { found: formatNameOf(file) })}
        </p>
      </div>
    );
  }
  if (!Preview) return <LargePicture key={file.id} file={file} />;
  return (
    <Suspense fallback={<div className="flex-1" />}>
      <Preview key={file.id} file={file} />
    </Suspense>
  );
}

/** Until it is there, the one that the details show, as large. */
function LargePicture({ file }: { file: StoredFile }) {
  const t = useTranslations();
  const [failed, setFailed] = useState(false);
  if (failed) {
    return (
      <ErrorState title={t('files.preview.notLoaded')} onRetry={() => setFailed(false)}>
        {t('errors.networkHint')}
      </ErrorState>
    );
  }
  return (
    <Picture
      src={file.url}
      alt={file.alt_text || file.original_name}
      placeholder={null}
      smallerSrc={file.thumbnails.find(({ name }) => name === '600')?.url ?? null}
      fit="contain"
      className="min-h-0 flex-1"
      onError={() => setFailed(true)}
    />
  );
}
