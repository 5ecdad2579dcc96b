import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { decodeText } from './decode-text.ts';
import { parseCsv } from './parse-csv.ts';
import { PreviewState } from './preview-state.tsx';
import { useContent } from './use-content.ts';

const rowPx = 32;
const [leastPx, mostPx] = [72, 320];
const characterPx = 8;
/** In the head they are bold. */
const headCharacterPx = 10;
/** A table with more columns than this is none that a person reads. */
const mostColumns = 200;
const measuredRows = 100;

/** A table as a table; what looks like a formula is only what it is written as. */
export function CsvPreview({ file }: { file: StoredFile }) {
  return (
    <PreviewState content={useContent(file)}>
      {(bytes) => <Table bytes={bytes} name={file.original_name} />}
    </PreviewState>
  );
}

function Table({ bytes, name }: { bytes: ArrayBuffer; name: string }) {
  const t = useTranslations('files.preview');
  const format = useFormatter();
  const scroller = useRef<HTMLDivElement>(null);
  const { head, rows, widths } = useMemo(() => tableOf(decodeText(bytes)), [bytes]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 20,
  });
  const columns = { gridTemplateColumns: `4rem ${widths.map((px) => `${px}px`).join(' ')}` };
  const cell = 'truncate border-r border-line px-2 leading-8';
  return (
    <div
      ref={scroller}
      role="table"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      aria-label={t('table', { name })}
      aria-rowcount={rows.length + 1}
      className="min-h-0 flex-1 overflow-auto bg-surface text-list"
    >
      <div role="rowgroup" className="sticky top-0 z-10 w-max min-w-full">
        <div
          role="row"
          style={columns}
          className="grid h-8 border-b border-line-strong bg-sunken font-semibold"
        >
          <span role="columnheader" className={cell}>
            <span className="sr-only">{t('row')}</span>
          </span>
          {widths.map((_, column) => (
            // oxlint-disable-next-line react/no-array-index-key -- a column is where it stands
            <span role="columnheader" key={column} className={cell} title={head[column]}>
              {head[column]}
            </span>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className="relative w-max min-w-full"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => (
          <div
            role="row"
            key={key}
            aria-rowindex={index + 2}
            style={{ ...columns, transform: `translateY(${start}px)` }}
            className="absolute top-0 left-0 grid h-8 border-b border-line"
          >
            <span role="rowheader" className={`${cell} text-right text-quiet`}>
              {format.number(index + 2)}
            </span>
            {widths.map((_, column) => (
              // oxlint-disable-next-line react/no-array-index-key -- a column is where it stands
              <span role="cell" key={column} className={cell} title={rows[index]?.[column]}>
                {rows[index]?.[column]}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function tableOf(text: string) {
  const [head = [], ...rows] = parseCsv(text);
  const measured = rows.slice(0, measuredRows);
  const count = Math.min(mostColumns, Math.max(head.length, ...measured.map((row) => row.length)));
  const widths = Array.from({ length: count }, (_, column) => {
    const longest = Math.max(0, ...measured.map((row) => row[column]?.length ?? 0));
    const headPx = (head[column]?.length ?? 0) * headCharacterPx;
    return Math.min(mostPx, Math.max(leastPx, headPx + 20, longest * characterPx + 20));
  });
  return { head, rows, widths };
}
