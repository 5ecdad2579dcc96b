import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '#client/ui/class-names.ts';
import { UploadRow } from './upload-row.tsx';
import type { Upload } from './upload.ts';

interface UploadListProps {
  uploads: readonly Upload[];
  className?: string;
}

/** What needs somebody first, then what moves, what waits, and what is through. */
const order: Record<Upload['state']['name'], number> = {
  failed: 0,
  quarantined: 0,
  sending: 1,
  stalled: 1,
  paused: 2,
  waiting: 3,
  processing: 4,
  done: 5,
};

/** Files on their way, however many: only those in sight are on the page. */
export function UploadList({ uploads, className }: UploadListProps) {
  const t = useTranslations('uploads');
  const scroller = useRef<HTMLDivElement>(null);
  const sorted = useMemo(
    () => uploads.toSorted((one, other) => order[one.state.name] - order[other.state.name]),
    [uploads],
  );
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 57,
    getItemKey: (index) => sorted[index]?.id ?? index,
    overscan: 4,
  });
  return (
    <div
      ref={scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      role="region"
      aria-label={t('all')}
      className={classNames('overflow-y-auto overscroll-contain', className)}
    >
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const upload = sorted[index];
          if (!upload) return null;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-upload-state={upload.state.name}
              aria-setsize={sorted.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0 border-b border-line"
              style={{ transform: `translateY(${start}px)` }}
            >
              <UploadRow upload={upload} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
