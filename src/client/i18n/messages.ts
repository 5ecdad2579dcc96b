import type { Locale } from './locale.ts';
import type { en } from './en.ts';

/** Every language has the same keys as English; a missing one does not compile. */
export type Messages = Wording<typeof en>;

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
