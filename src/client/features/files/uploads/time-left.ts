/** How long something takes, in the reader's words and no more exact than it can be: `40 sec`, `3 min`. */
export function formatTimeLeft(seconds: number, locale: string): string {
  const [unit, value] = roughly(seconds);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(value);
}

function roughly(seconds: number): ['second' | 'minute' | 'hour', number] {
  if (seconds < 10) return ['second', Math.max(1, Math.ceil(seconds))];
  if (seconds < 55) return ['second', Math.ceil(seconds / 5) * 5];
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? ['minute', minutes] : ['hour', Math.ceil(minutes / 6) / 10];
}
