import type { enAdmin } from './en-admin.ts';
import type { en } from './en.ts';
import type { Locale as AppLocale } from './locale.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: AppLocale;
    // The literal texts, so that a message's arguments are checked too.
    Messages: typeof en & typeof enAdmin;
  }
}
