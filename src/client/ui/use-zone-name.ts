import { useLocale } from 'use-intl';

/** `Europe/Paris` as people write it, with what it is off by at that time. */
export function useZoneName(): (timeZone: string, at: Date) => string {
  const locale = useLocale();
  return (timeZone, at) => {
    const place = timeZone.replaceAll('_', ' ').replaceAll('/', ' / ');
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' });
    const offset = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
    return offset === undefined || place === offset ? place : `${place} (${offset})`;
  };
}
