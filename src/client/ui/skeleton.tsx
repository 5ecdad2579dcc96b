import { classNames } from './class-names.ts';

/** Stands where something will be, in its size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('breathe rounded-sm bg-line', className)} />;
}

interface SkeletonRowsProps {
  rows: number;
  /** What is being loaded, for those who do not see the grey bars. */
  label: string;
}

/** The shape of a list that is on its way. */
export function SkeletonRows({ rows, label }: SkeletonRowsProps) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex items-center gap-3 border-b border-line px-(--inset) py-3">
          <Skeleton className="size-8 shrink-0" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className={row % 2 === 0 ? 'h-3 w-3/5' : 'h-3 w-2/5'} />
            <Skeleton className="h-2.5 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  );
}
