import { pageWords } from './page-words.ts';

/** Of the pages of templates. */
export const templatesWords = pageWords({
  en: async () => {
    const { enTemplates } = await import('./en-templates.ts');
    return { templates: enTemplates };
  },
  fr: async () => {
    const { frTemplates } = await import('./fr-templates.ts');
    return { templates: frTemplates };
  },
});
