import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { classNames } from './class-names.ts';

/**
 * For what narrows the list now: a phone shows the beginning of the row only. It moves what is seen and not
 * what is read out or tabbed to: there the order stays the same whatever is set, as it does on a wide screen,
 * and no field is taken out from under a keyboard that types into it.
 */
export const firstOnPhone = 'max-md:order-first';

interface FilterRowProps {
  label: string;
  /** Which of the filters narrow the list now. */
  narrowedBy: readonly string[];
  className: string;
  /** A menu that hangs from one of them is open: what moves would take it along. */
  held?: boolean;
  children: ReactNode;
}

/** What narrows a list. On a phone it is one line that scrolls, from its beginning wherever a filter is set. */
export function FilterRow(props: FilterRowProps) {
  const { label, narrowedBy, className, held = false, children } = props;
  const row = useRef<HTMLElement>(null);
  const set = narrowedBy.toSorted().join();
  useLayoutEffect(() => {
    if (set !== '' && !held) row.current?.scrollTo({ left: 0 });
  }, [set, held]);
  return (
    <search
      ref={row}
      aria-label={label}
      className={classNames('flex max-md:overflow-x-auto md:flex-wrap', className)}
    >
      {children}
    </search>
  );
}
