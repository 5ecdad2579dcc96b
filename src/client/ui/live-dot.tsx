import { classNames } from './class-names.ts';

export type LiveTone = 'ok' | 'warn' | 'danger' | 'quiet';

const tones: Record<LiveTone, string> = {
  ok: 'bg-ok',
  warn: 'bg-warn',
  danger: 'bg-danger',
  quiet: 'bg-line-strong',
};

/** A dot beside the words that say the same. */
export function LiveDot({ tone }: { tone: LiveTone }) {
  return (
    <span aria-hidden className={classNames('signal size-2 shrink-0 rounded-full', tones[tone])} />
  );
}
