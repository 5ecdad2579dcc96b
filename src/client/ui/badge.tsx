import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type BadgeTone = 'quiet' | 'ok' | 'warn' | 'danger' | 'accent';

const tones: Record<BadgeTone, string> = {
  quiet: 'bg-sunken text-quiet',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  accent: 'bg-accent-soft text-accent',
};

/** A word about a state. */
export function Badge({ tone = 'quiet', children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1 rounded-sm px-1.5 py-0.5 text-small whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

/** An unread count; nothing at zero, `99+` beyond. */
export function CountBadge({ count, className }: { count: number; className?: string }) {
  if (count === 0) return null;
  return (
    <span
      className={classNames(
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-semibold text-on-accent',
        className,
      )}
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}
