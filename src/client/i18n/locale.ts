export const locales = ['en', 'fr'] as const;
export type Locale = (typeof locales)[number];

const storageKey = 'ecosystia.locale';

function isLocale(value: string | null | undefined): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The language chosen here before, else the browser's, else English. */
export function initialLocale(
  stored: string | null = localStorage.getItem(storageKey),
  preferred: readonly string[] = navigator.languages,
): Locale {
  if (isLocale(stored)) return stored;
  const languages = preferred.map((tag) => tag.slice(0, 2).toLowerCase());
  return languages.find(isLocale) ?? 'en';
}

export function rememberLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
}

/** The same language as it is written where the reader is: `en-GB` has another clock than `en`. */
export function regionalLocale(
  locale: Locale,
  preferred: readonly string[] = navigator.languages,
): string {
  return preferred.find((tag) => tag.toLowerCase().startsWith(`${locale}-`)) ?? locale;
}
