import { pageWords } from './page-words.ts';

/** Of one's own settings. */
export const settingsWords = pageWords({
  en: async () => {
    const { enSettings, enPreferences } = await import('./en-settings.ts');
    return { settings: enSettings, preferences: enPreferences };
  },
  fr: async () => {
    const { frSettings, frPreferences } = await import('./fr-settings.ts');
    return { settings: frSettings, preferences: frPreferences };
  },
});
