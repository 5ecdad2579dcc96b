import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '#client/ui/class-names.ts';
import { type FileOrder, type FileSort, orderOf } from './file-filters.ts';

export const headClass = 'pr-4 text-left text-small font-normal text-quiet';

interface SortHeadProps {
  sort: FileSort;
  /** That of the list. */
  order: FileOrder;
  onOrder: (order: FileOrder) => void;
  className?: string;
  children: ReactNode;
}

/** The head of a column that the list may go by; pressed again it goes the other way. */
export function SortHead({ sort, order: shown, onOrder, className, children }: SortHeadProps) {
  const now = orderOf(shown);
  const isNow = now.sort === sort;
  const other = now.order === 'asc' ? 'desc' : 'asc';
  const usual = sort === 'name' ? 'asc' : 'desc';
  const Arrow = now.order === 'asc' ? ArrowUp : ArrowDown;
  const said = now.order === 'asc' ? 'ascending' : 'descending';
  return (
    <th className={classNames(headClass, className)} aria-sort={isNow ? said : 'none'}>
      <button
        type="button"
        onClick={() => onOrder(`${sort}-${isNow ? other : usual}`)}
        className={classNames(
          'target inline-flex items-center gap-1 rounded-sm -outline-offset-2 hover:text-text @max-lg:hidden',
          isNow && 'text-text',
        )}
      >
        {children}
        {isNow && <Arrow size={12} aria-hidden />}
      </button>
      {/* A narrow list shows no heads: there the order is chosen above it. */}
      <span className="@lg:hidden">{children}</span>
    </th>
  );
}
