import { type PDFDocumentProxy, RenderingCancelledException, TextLayer } from 'pdfjs-dist';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

interface PdfPageProps {
  pdf: PDFDocumentProxy;
  number: number;
  /** 1 is as wide as a sheet of paper is read at. */
  zoom: number;
  scroller: RefObject<HTMLElement | null>;
  onShown: (page: number) => void;
}

/** As wide as a page is shown at most before anybody enlarges it. */
const sheetPx = 860;
/** Until its own is known: that of A4. */
const usualRatio = Math.SQRT2;
/** Sharp on dense screens, and no larger than a canvas can be. */
const maxCanvasPixels = 16_000_000;

/** One page of a PDF: drawn when it comes near, with its text over it to be read and copied. */
export function PdfPage({ pdf, number, zoom, scroller, onShown }: PdfPageProps) {
  const t = useTranslations('files.preview');
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const [ratio, setRatio] = useState(usualRatio);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const near = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: scroller.current,
      rootMargin: '100% 0px',
    });
    const shown = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onShown(number);
      },
      { root: scroller.current, rootMargin: '-45% 0px -45% 0px' },
    );
    near.observe(element);
    shown.observe(element);
    return () => {
      near.disconnect();
      shown.disconnect();
    };
  }, [scroller, number, onShown]);

  useEffect(() => {
    const [element, surface, layer] = [frame.current, canvas.current, text.current];
    if (!isNear || !element || !surface || !layer) return;
    const drawing = draw(pdf, number, { frame: element, canvas: surface, text: layer }, setRatio);
    drawing.done.catch((error: unknown) => {
      if (error instanceof RenderingCancelledException) return;
      // The others can be shown all the same.
      console.warn(`page ${number} could not be drawn`, error);
    });
    return drawing.cancel;
  }, [isNear, pdf, number, zoom]);

  return (
    <div
      ref={frame}
      role="group"
      aria-label={t('page', { page: String(number), count: String(pdf.numPages) })}
      className="relative bg-white text-black shadow-lift"
      style={{ width: `calc(min(100cqw, ${sheetPx}px) * ${zoom})`, aspectRatio: 1 / ratio }}
    >
      {isNear && (
        <>
          <canvas ref={canvas} className="absolute inset-0 size-full" />
          <div ref={text} className="pdf-text" />
        </>
      )}
    </div>
  );
}

interface Surfaces {
  frame: HTMLElement;
  canvas: HTMLCanvasElement;
  text: HTMLElement;
}

function draw(
  pdf: PDFDocumentProxy,
  number: number,
  { frame, canvas, text }: Surfaces,
  onRatio: (ratio: number) => void,
) {
  let cancel: () => void = () => undefined;
  let cancelled = false;
  const work = async () => {
    const page = await pdf.getPage(number);
    if (cancelled) return;
    const natural = page.getViewport({ scale: 1 });
    onRatio(natural.height / natural.width);
    const viewport = page.getViewport({ scale: frame.clientWidth / natural.width });
    const fitting = Math.sqrt(maxCanvasPixels / (viewport.width * viewport.height));
    const density = Math.min(window.devicePixelRatio || 1, fitting);
    canvas.width = Math.floor(viewport.width * density);
    canvas.height = Math.floor(viewport.height * density);
    const rendering = page.render({
      canvas,
      viewport,
      transform: [density, 0, 0, density, 0, 0],
      // What a form or a note would bring along stays away.
      annotationMode: 0,
    });
    cancel = () => rendering.cancel();
    await rendering.promise;
    if (cancelled) return;
    text.replaceChildren();
    text.style.setProperty('--total-scale-factor', String(viewport.scale));
    const layer = new TextLayer({
      textContentSource: page.streamTextContent(),
      container: text,
      viewport,
    });
    cancel = () => layer.cancel();
    await layer.render();
  };
  return {
    done: work(),
    cancel: () => {
      cancelled = true;
      cancel();
    },
  };
}
