import { pageWords } from './page-words.ts';

/** Of the page where announcements and maintenance are made. */
export const announcementsWords = pageWords({
  en: async () => {
    const { enAnnouncements, enMaintenance } = await import('./en-announcements.ts');
    return { announcements: enAnnouncements, maintenance: enMaintenance };
  },
  fr: async () => {
    const { frAnnouncements, frMaintenance } = await import('./fr-announcements.ts');
    return { announcements: frAnnouncements, maintenance: frMaintenance };
  },
});
