import { useQuery } from '@tanstack/react-query';
import { ZoomIn, ZoomOut } from 'lucide-react';
import {
  getDocument,
  GlobalWorkerOptions,
  PasswordException,
  type PDFDocumentProxy,
} from 'pdfjs-dist';
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { PdfPage } from './pdf-page.tsx';
import { PreviewState } from './preview-state.tsx';
import { useContent } from './use-content.ts';

GlobalWorkerOptions.workerPort ??= new PdfWorker();

const zooms = [0.5, 0.75, 1, 1.5, 2, 3] as const;

/**
 * A PDF's pages, drawn by us: its scripts are read by nobody, its links, forms and attachments are
 * not there. What opens a PDF for good is up to whoever downloads it.
 */
export function PdfPreview({ file }: { file: StoredFile }) {
  return (
    <PreviewState content={useContent(file)}>
      {(bytes) => <Document file={file} bytes={bytes} />}
    </PreviewState>
  );
}

function Document({ file, bytes }: { file: StoredFile; bytes: ArrayBuffer }) {
  const t = useTranslations('files.preview');
  const opened = useQuery({
    queryKey: ['pdf', file.id],
    queryFn: async () => {
      // A copy: the worker takes what it is given.
      const task = getDocument({ data: bytes.slice(0), enableXfa: false, useWasm: false });
      return task.promise;
    },
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const pdf = opened.data;
  useEffect(() => () => void pdf?.loadingTask.destroy(), [pdf]);
  if (opened.error) {
    return (
      <p className="m-auto max-w-sm p-6 text-center text-list text-quiet">
        {t(opened.error instanceof PasswordException ? 'protected' : 'broken')}
      </p>
    );
  }
  return pdf ? <Pages pdf={pdf} name={file.original_name} /> : <div className="flex-1" />;
}

function Pages({ pdf, name }: { pdf: PDFDocumentProxy; name: string }) {
  const t = useTranslations('files.preview');
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<number>(1);
  const [current, setCurrent] = useState(1);
  const step = (by: 1 | -1) => {
    const next = zooms[zooms.findIndex((one) => one === zoom) + by];
    if (next !== undefined) setZoom(next);
  };
  return (
    <div className="relative flex min-h-0 flex-1 flex-col [container-type:inline-size]">
      <div
        ref={scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label={t('pages', { name })}
        className="min-h-0 flex-1 overflow-auto"
      >
        <div className="mx-auto flex w-fit min-w-full flex-col items-center gap-4 p-4 pb-16">
          {Array.from({ length: pdf.numPages }, (_, index) => (
            <PdfPage
              key={index}
              pdf={pdf}
              number={index + 1}
              zoom={zoom}
              scroller={scroller}
              onShown={setCurrent}
            />
          ))}
        </div>
      </div>
      <div className="absolute inset-x-0 bottom-3 mx-auto flex w-fit items-center gap-1 rounded-md border border-line bg-raised px-1 shadow-lift">
        <IconButton label={t('zoomOut')} disabled={zoom === zooms[0]} onClick={() => step(-1)}>
          <ZoomOut size={18} aria-hidden />
        </IconButton>
        <span role="status" className="px-2 text-list">
          {t('page', { page: String(current), count: String(pdf.numPages) })}
        </span>
        <IconButton label={t('zoomIn')} disabled={zoom === zooms.at(-1)} onClick={() => step(1)}>
          <ZoomIn size={18} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
