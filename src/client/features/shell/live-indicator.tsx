import { useLiveWords } from '#client/live/use-live-words.ts';
import { classNames } from '#client/ui/class-names.ts';
import { LiveDot } from '#client/ui/live-dot.tsx';

/** Says whether what is on the screen is up to date, and if not, since when. */
export function LiveIndicator({ className }: { className?: string }) {
  const { tone, short, long } = useLiveWords();
  return (
    <div
      title={long}
      className={classNames('flex items-center gap-2 text-small text-quiet', className)}
    >
      <LiveDot tone={tone} />
      <span>{short}</span>
    </div>
  );
}
