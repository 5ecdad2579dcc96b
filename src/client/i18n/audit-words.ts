import { pageWords } from './page-words.ts';

/** Of the pages of the event log. */
export const auditWords = pageWords({
  en: async () => {
    const { enAudit } = await import('./en-audit.ts');
    return { audit: enAudit };
  },
  fr: async () => {
    const { frAudit } = await import('./fr-audit.ts');
    return { audit: frAudit };
  },
});
