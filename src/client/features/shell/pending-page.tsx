import { LogMark } from '#client/ui/wordmark.tsx';

/** While the first answer of the server is on its way. */
export function PendingPage() {
  return (
    <div className="flex h-full items-center justify-center">
      <LogMark className="breathe size-8 text-line-strong" />
    </div>
  );
}
