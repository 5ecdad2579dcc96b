/** The product's name with its sign: three lines of a log, the newest still warm. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-read font-semibold">
      <LogMark className="size-5 text-accent" />
      EcosystIA
    </span>
  );
}

export function LogMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" className={className} aria-hidden fill="none">
      <path
        d="M3 4.5h14M3 10h8M3 15.5h14"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <circle cx="16" cy="10" r="2" fill="currentColor" />
    </svg>
  );
}
