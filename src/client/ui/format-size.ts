const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in the reader's own units: `2.4 MB`, « 2,4 Mo ». */
export function formatSize(sizeBytes: number, locale: string): string {
  const power = sizeBytes < 1 ? 0 : Math.floor(Math.log10(sizeBytes) / 3);
  const index = Math.min(power, units.length - 1);
  const value = sizeBytes / 1000 ** index;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[index] ?? 'byte',
    unitDisplay: index === 0 ? 'long' : 'short',
    maximumFractionDigits: index > 1 && value < 100 ? 1 : 0,
  }).format(value);
}
