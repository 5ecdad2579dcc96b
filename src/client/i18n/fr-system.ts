import type { Messages } from './messages.ts';

/** Les mots des annonces et de la maintenance pour tous, avec les mêmes clés que `en-system.ts`. */
export const frSystem: Messages['system'] = {
  duration: { days: '{days} j {hours} h', hours: '{hours} h {minutes} min' },
  types: {
    info: 'Information',
    success: 'Bonne nouvelle',
    warning: 'Attention',
    error: 'Important',
  },
  banner: {
    label: 'Annonces et maintenance',
    coming: 'Maintenance dans <left></left>',
    underWay: 'Maintenance en cours, encore <left></left>',
    dismiss: 'Masquer\u202f: {title}',
    more: '{count, plural, one {# autre annonce} other {# autres annonces}}',
    whole: 'Tout lire',
    less: 'Réduire',
  },
};
