import { initialLocale, type Locale } from './locale.ts';

type Words = Record<string, object>;

/** Words that no first visit needs: they come along with the pages that say them. */
export interface PageWords {
  /** Those that are here already. */
  known: (locale: Locale) => Words | undefined;
  load: (locale: Locale) => Promise<Words>;
  /** For a page's route: its words are on their way together with its code. */
  loader: () => Promise<void>;
}

/**
 * Those of one thing, by language; `XX-words.ts` has one for each `en-XX.ts`. The build finds by
 * which of them a page imports which words to name with its document.
 */
export function pageWords(files: Record<Locale, () => Promise<Words>>): PageWords {
  const known = new Map<Locale, Words>();
  const loading = new Map<Locale, Promise<Words>>();
  const load = (locale: Locale) => {
    const asked =
      loading.get(locale) ??
      files[locale]().then(
        (words) => {
          known.set(locale, words);
          return words;
        },
        (error: unknown) => {
          // Whoever tries again asks again.
          loading.delete(locale);
          throw error;
        },
      );
    loading.set(locale, asked);
    return asked;
  };
  const loader = async () => {
    await load(initialLocale());
  };
  return { known: (locale) => known.get(locale), load, loader };
}
