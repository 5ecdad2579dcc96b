import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { decodeText } from './decode-text.ts';
import { PreviewState } from './preview-state.tsx';
import { type TextLine, textLines } from './text-lines.ts';
import { useContent } from './use-content.ts';

/** A text as text: whatever it says, here it is only letters. */
export function TextPreview({ file }: { file: StoredFile }) {
  return (
    <PreviewState content={useContent(file)}>
      {(bytes) => <Lines bytes={bytes} name={file.original_name} />}
    </PreviewState>
  );
}

function Lines({ bytes, name }: { bytes: ArrayBuffer; name: string }) {
  const t = useTranslations('files.preview');
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo<TextLine[]>(() => textLines(decodeText(bytes)), [bytes]);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 24,
    overscan: 20,
    paddingStart: 24,
    paddingEnd: 24,
  });
  return (
    <div
      ref={scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      role="region"
      aria-label={t('text', { name })}
      className="min-h-0 flex-1 overflow-auto bg-surface"
    >
      <div
        className="relative mx-auto max-w-4xl font-mono text-list leading-6"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            className="absolute inset-x-0 top-0 flex gap-4 px-4"
            style={{ transform: `translateY(${start}px)` }}
          >
            <span aria-hidden className="w-12 shrink-0 text-right text-quiet select-none">
              {lines[index]?.number}
            </span>
            <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">
              {lines[index]?.text}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
