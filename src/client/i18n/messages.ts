import type { enAnnouncements, enMaintenance } from './en-announcements.ts';
import type { enAudit } from './en-audit.ts';
import type { enOverview } from './en-overview.ts';
import type { enAddMember, enPeople } from './en-people.ts';
import type { enPreferences, enSettings } from './en-settings.ts';
import type { enTemplates } from './en-templates.ts';
import type { en } from './en.ts';
import type { Locale } from './locale.ts';

/** Every language has the same keys as English; a missing one does not compile. */
export type Messages = Wording<typeof en>;

/** The same in other words. */
export type Wording<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Wording<Tree[Key]>;
};

/** Everything that can be said, with what only some pages say and bring along (`MoreWords`). */
export type AllMessages = typeof en & PageMessages;

interface PageMessages {
  addMember: typeof enAddMember;
  announcements: typeof enAnnouncements;
  audit: typeof enAudit;
  maintenance: typeof enMaintenance;
  overview: typeof enOverview;
  people: typeof enPeople;
  preferences: typeof enPreferences;
  settings: typeof enSettings;
  templates: typeof enTemplates;
}

/** Loads one language; the others stay on the server. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  switch (locale) {
    case 'en':
      return (await import('./en.ts')).en;
    case 'fr':
      return (await import('./fr.ts')).fr;
  }
}
