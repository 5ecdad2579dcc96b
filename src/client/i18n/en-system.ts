/** What everybody reads of announcements and maintenance in English; `fr-system.ts` has the same keys. */
export const enSystem = {
  duration: { days: '{days} d {hours} h', hours: '{hours} h {minutes} min' },
  types: { info: 'Information', success: 'Good news', warning: 'Warning', error: 'Important' },
  banner: {
    label: 'Announcements and maintenance',
    coming: 'Maintenance in <left></left>',
    underWay: 'Maintenance under way, <left></left> left',
    dismiss: 'Dismiss: {title}',
    more: '{count, plural, one {# more announcement} other {# more announcements}}',
    whole: 'Read all',
    less: 'Show less',
  },
};
