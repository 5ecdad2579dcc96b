export const locales = ['en', 'fr'] as const;
export type Locale = (typeof locales)[number];

/** What was chosen in this browser, whoever uses it. */
const storageKey = 'ecosystia.locale';
/** What the person signed in chose, so that a reload need not ask first. */
const ownKey = 'ecosystia.locale.own';

function isLocale(value: string | null | undefined): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The language of the person signed in, else the one chosen here before, else the browser's, else English. */
export function initialLocale(
  stored: string | null = localStorage.getItem(ownKey) ?? localStorage.getItem(storageKey),
  preferred: readonly string[] = navigator.languages,
): Locale {
  if (isLocale(stored)) return stored;
  const languages = preferred.map((tag) => tag.slice(0, 2).toLowerCase());
  return languages.find(isLocale) ?? 'en';
}

export function rememberLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
}

/** Null when nobody is signed in: then the browser's own counts again. */
export function rememberOwnLocale(locale: Locale | null): void {
  if (locale === null) localStorage.removeItem(ownKey);
  else localStorage.setItem(ownKey, locale);
}

/** The same language as it is written where the reader is: `en-GB` has another clock than `en`. */
export function regionalLocale(
  locale: Locale,
  preferred: readonly string[] = navigator.languages,
): string {
  return preferred.find((tag) => tag.toLowerCase().startsWith(`${locale}-`)) ?? locale;
}
