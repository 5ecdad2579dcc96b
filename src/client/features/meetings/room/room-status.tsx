import type { LiveStatus } from '#client/live/live-status.ts';
import { useStatusWords } from '#client/live/use-live-words.ts';
import { classNames } from '#client/ui/class-names.ts';
import { LiveDot } from '#client/ui/live-dot.tsx';

/** How far the room can be trusted, in a word. */
export function RoomStatus({ status, className }: { status: LiveStatus; className?: string }) {
  const { tone, short, long } = useStatusWords(status);
  return (
    <span
      title={long}
      className={classNames('flex items-center gap-2 text-small text-quiet', className)}
    >
      <LiveDot tone={tone} />
      {short}
    </span>
  );
}
