import { classNames } from './class-names.ts';

interface ProgressBarProps {
  label: string;
  /** From 0 to 1. */
  share: number;
  className?: string;
}

/** How far something is that has a known end. */
export function ProgressBar({ label, share, className }: ProgressBarProps) {
  const percent = Math.round(Math.min(1, share) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classNames('signal h-1 overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className="h-full origin-left bg-accent"
        style={{ transform: `scaleX(${Math.min(1, share)})` }}
      />
    </div>
  );
}
