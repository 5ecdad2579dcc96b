import type { Locale } from './locale.ts';
import type { enAdmin } from './en-admin.ts';
import type { en } from './en.ts';

/** Every language has the same keys as English; a missing one does not compile. */
export type Messages = Wording<typeof en>;
/** What some pages say beyond that, and bring along. */
export type AdminMessages = Wording<typeof enAdmin>;

type Wording<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Wording<Tree[Key]>;
};

/** Loads one language; the others stay on the server. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  switch (locale) {
    case 'en':
      return (await import('./en.ts')).en;
    case 'fr':
      return (await import('./fr.ts')).fr;
  }
}

export async function loadAdminMessages(locale: Locale): Promise<AdminMessages> {
  switch (locale) {
    case 'en':
      return (await import('./en-admin.ts')).enAdmin;
    case 'fr':
      return (await import('./fr-admin.ts')).frAdmin;
  }
}
