import { pageWords } from './page-words.ts';

/** Of the overview of the system. */
export const overviewWords = pageWords({
  en: async () => {
    const { enOverview } = await import('./en-overview.ts');
    return { overview: enOverview };
  },
  fr: async () => {
    const { frOverview } = await import('./fr-overview.ts');
    return { overview: frOverview };
  },
});
